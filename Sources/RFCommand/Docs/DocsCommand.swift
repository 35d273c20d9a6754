struct DocsCommand {
  init(_ arguments: Arguments, _ context: Context) {}
  func run() throws(Failure) -> CommandResult { CommandResult() }
}
