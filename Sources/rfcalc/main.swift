import RFCommand

let arguments = Array(CommandLine.arguments.dropFirst())
run(arguments: arguments, files: Disk(), terminal: .current, progress: .standardError)
  .finish()
