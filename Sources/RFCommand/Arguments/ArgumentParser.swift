/// Takes command lines apart: `--opt value`, `--opt=value`, `-o value`, `-ovalue`, `--` before
/// operands that look like options, options anywhere among the operands, the last of several
/// values.
private struct ArgumentParser {
  private var rest: ArraySlice<String>
  private var operands: [String] = []
  private var values: [Option: String] = [:]
  /// What was given last as an output, sizes or a file.
  private var lastOutput: String?
  /// Whether `name=value` is an option too, as it is in documents.
  private let allowsBareOptions: Bool

  init(_ arguments: [String], allowsBareOptions: Bool) {
    rest = arguments[...]
    self.allowsBareOptions = allowsBareOptions
  }

  mutating func parse() throws(UsageError) -> Arguments {
    var subcommand: Subcommand?
    while let argument = rest.popFirst() {
      if argument == "--" {
        operands += rest
        break
      }
      if argument.hasPrefix("--") {
        try long(argument.dropFirst(2))
      } else if argument.hasPrefix("-") && argument.count > 1 {
        try short(argument.dropFirst())
      } else if allowsBareOptions, try bare(argument) {
        continue
      } else if operands.isEmpty, subcommand == nil, let named = Subcommand.named(argument) {
        subcommand = named
      } else {
        operands.append(argument)
      }
    }
    separateSizes(in: subcommand ?? .network)
    try check(in: subcommand ?? .network)
    return Arguments(
      subcommand: subcommand ?? .network, operands: operands, values: values)
  }

  /// What `rfcalc solve` is asked for is typed as an output, and so is the file: `--output 7x7 -o sizes.txt`.
  private mutating func separateSizes(in subcommand: Subcommand) {
    guard subcommand != .solve, values.removeValue(forKey: .outputSizes) != nil else { return }
    values[.output] = lastOutput
  }

  private mutating func long(_ text: Substring) throws(UsageError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let option = Option.named(name) else {
      throw .unknownOption("--\(name)")
    }
    try take(option, attached: parts.count > 1 ? String(parts[1]) : nil)
  }

  private mutating func short(_ text: Substring) throws(UsageError) {
    guard let letter = text.first, let option = Option.short(letter) else {
      throw .unknownOption("-\(text)")
    }
    let following = text.dropFirst()
    if option.spec.value != nil {
      let value = following.hasPrefix("=") ? following.dropFirst() : following
      try take(option, attached: following.isEmpty ? nil : String(value))
    } else {
      try take(option, attached: nil)
      if !following.isEmpty { try short(following) }
    }
  }

  private mutating func bare(_ argument: String) throws(UsageError) -> Bool {
    guard let equals = argument.firstIndex(of: "="),
      let option = Option.named(argument[..<equals])
    else { return false }
    try take(option, attached: String(argument[argument.index(after: equals)...]))
    return true
  }

  private mutating func take(_ typed: Option, attached: String?) throws(UsageError) {
    let value = attached ?? rest.first ?? ""
    let isSizes = typed == .output && SolveCommand.sizes(value) != nil
    let option = isSizes ? Option.outputSizes : typed
    if typed == .output { lastOutput = value }
    guard option.spec.value != nil else {
      if let attached { throw .unexpectedValue(option, attached) }
      values[option] = ""
      return
    }
    if let attached {
      values[option] = attached
    } else if let next = rest.first, Self.isValue(next) {
      values[option] = next
      rest = rest.dropFirst()
    } else if option.spec.isValueOptional {
      values[option] = ""
    } else {
      throw .missingValue(option)
    }
  }

  /// No option is called like a number, so -1 is a value, if a wrong one.
  private static func isValue(_ text: String) -> Bool {
    guard text.hasPrefix("-"), let second = text.dropFirst().first else { return true }
    return ("0"..."9").contains(second)
  }

  /// Refuses values that are not among those of a list.
  private func check(in subcommand: Subcommand) throws(UsageError) {
    for option in Option.allCases {
      let choices = option.values(in: subcommand)
      if let value = values[option], !choices.isEmpty, !choices.contains(value) {
        throw .invalidValue(option, value, choices: choices)
      }
    }
  }
}

extension Arguments {
  /// - Parameter allowsBareOptions: whether `name=value` is an option too, as it is in documents.
  init(parsing arguments: [String], allowsBareOptions: Bool = false) throws(Failure) {
    var parser = ArgumentParser(arguments, allowsBareOptions: allowsBareOptions)
    do throws(UsageError) { self = try parser.parse() } catch { throw .usage(error) }
  }
}
