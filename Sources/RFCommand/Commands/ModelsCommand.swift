import RFKit

/// `rfcalc models`: the networks of the zoo, family by family.
struct ModelsCommand {
  let arguments: Arguments
  let context: Context

  init(_ arguments: Arguments, _ context: Context) {
    self.arguments = arguments
    self.context = context
  }

  func text() throws(Failure) -> String {
    try arguments.requireNoOperands()
    let formatting = Formatting(arguments, context)
    if formatting.format == .text { return try list(formatting) }
    return formatting.text(try table(), title: "", schema: "rfcalc/models/1")
  }

  private func table() throws(Failure) -> Table {
    var rows: [[Cell]] = []
    for entry in ModelZoo.entries {
      let report = try report(entry)
      rows.append([
        .text(entry.family), .text(entry.name), .text(entry.aliases.joined(separator: " ")),
        .text(entry.variants.joined(separator: " ")),
        .sizes(entry.defaultInput.dims.dropFirst().map { .count($0) }),
        .known(report.total.parameters), .known(report.total.multiplyAccumulates),
        .text(entry.summary),
      ])
    }
    return Table(
      columns: [
        .init(key: "family", title: "family", alignment: .left),
        .init(key: "name", title: "name", alignment: .left),
        .init(key: "aliases", title: "aliases", alignment: .left),
        .init(key: "variants", title: "variants", alignment: .left),
        .init(key: "input", title: "input", alignment: .right),
        .init(key: "parameters", title: "parameters", alignment: .right),
        .init(key: "macs", title: "MACs", alignment: .right),
        .init(key: "summary", title: "summary", alignment: .left),
      ],
      rows: rows)
  }

  /// For a terminal: the family as a heading, then name, parameters and what it is.
  private func list(_ formatting: Formatting) throws(Failure) -> String {
    let names = ModelZoo.entries.map { DisplayWidth.of($0.name) }.max() ?? 0
    var (text, family) = ("", "")
    for entry in ModelZoo.entries {
      if entry.family != family {
        text += (family.isEmpty ? "" : "\n") + formatting.paint.bold(entry.family) + "\n"
        family = entry.family
      }
      let parameters = CellStyle().text(.known(try report(entry).total.parameters))
      let label = entry.name.padded(to: names, .left) + parameters.padded(to: 13, .right)
      let variants =
        entry.variants.isEmpty ? "" : " (--variant \(entry.variants.joined(separator: ", ")))"
      text += HelpText.entry(
        label, entry.summary + variants, formatting.width ?? 80, column: names + 17)
    }
    return text
  }

  private func report(_ entry: ModelEntry) throws(Failure) -> Report {
    do { return try ModelZoo.graph(entry.name).report() } catch {
      throw .other("\(entry.name) of the zoo is not a valid network: \(error)", .defect)
    }
  }
}
