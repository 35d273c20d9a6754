import RFKit

/// `rfcalc models`: the networks of the zoo, family by family.
struct ModelsCommand: Command {
  static let manual = Manual(
    abstract: "List the networks of the zoo.",
    examples: ["rfcalc models --family", "rfcalc models --family resnet50"],
    options: Option.tables + [.family])

  let arguments: Arguments
  let context: Context

  func run() throws(Failure) -> Outcome {
    if let name = arguments.operands.first { throw .usage(.familyIsOption(name)) }
    if let name = arguments[.family] {
      let table = try figures(of: try entries(of: name))
      return formatting.outcome(
        of: TablePage(table, title: "Networks of the zoo", schema: "rfcalc/families/1"))
    }
    let formatting = formatting
    if formatting.format == .text { return try list(formatting) }
    return formatting.outcome(
      of: TablePage(try everything(), title: "Models of the zoo", schema: "rfcalc/models/1"))
  }

  /// The models of a family, which may be named by one of them; all when there is no name.
  private func entries(of name: String) throws(Failure) -> [ModelEntry] {
    if name.isEmpty { return Zoo.entries }
    do throws(ZooError) { return try Zoo.family(name) } catch {
      throw .other(error.message.sentence, .usage)
    }
  }

  /// How large, how much, how far.
  private func figures(of entries: [ModelEntry]) throws(Failure) -> Table {
    var rows: [[Cell]] = []
    for entry in entries {
      let report = try report(entry)
      let reach = report.reach
      rows.append([
        .text(entry.family), .text(entry.name), entry.input,
        .known(report.total.parameters), .known(report.total.multiplyAccumulates),
        reach.field, reach.jump,
      ])
    }
    return Table(
      columns: [
        .left("family"), .left("name", "network"), .right("input"), .right("parameters"),
        .right("macs", "MACs"), .right("field"), .right("jump"),
      ],
      rows: rows)
  }

  private func everything() throws(Failure) -> Table {
    var rows: [[Cell]] = []
    for entry in Zoo.entries {
      let report = try report(entry)
      let reach = report.reach
      rows.append([
        .text(entry.family), .text(entry.name), .text(entry.aliases.joined(separator: " ")),
        .text(entry.variants.joined(separator: " ")), entry.input,
        .known(report.total.parameters), .known(report.total.multiplyAccumulates),
        reach.field, reach.jump, .text(entry.options.joined(separator: " ")),
        .text(entry.summary),
      ])
    }
    return Table(
      columns: [
        .left("family"), .left("name"), .left("aliases"), .left("variants"), .right("input"),
        .right("parameters"), .right("macs", "MACs"), .right("field"), .right("jump"),
        .left("options"), .left("summary"),
      ],
      rows: rows)
  }

  /// For a terminal: the family as a heading, then name, parameters and what it is.
  private func list(_ formatting: Formatting) throws(Failure) -> Outcome {
    var (families, family, names) = ([(name: String, lines: String)](), "", 0)
    for entry in Zoo.entries {
      if entry.family != family {
        families.append((entry.family, ""))
        family = entry.family
        // A column for each family: one long name would take the room of all other lines.
        names =
          Zoo.entries.filter { $0.family == family }
          .map { DisplayWidth.of($0.name) }.max() ?? 0
      }
      let parameters = CellStyle().text(.known(try report(entry).total.parameters))
      let label = entry.name.padded(to: names, .left) + parameters.padded(to: 13, .right)
      let variants =
        entry.variants.isEmpty ? "" : " (--variant \(entry.variants.joined(separator: ", ")))"
      families[families.count - 1].lines += HelpText.entry(
        label, entry.summary + variants, formatting.width ?? 80, column: names + 17)
    }
    let paint = Look(usesColor: formatting.usesColor).paint
    return Outcome { [families] output in
      for (index, family) in families.enumerated() {
        if index > 0 { output.write("\n") }
        output.write(paint.bold(Message(escaping: family.name)))
        output.write("\n")
        output.write(lines: family.lines)
      }
    }
  }

  private func report(_ entry: ModelEntry) throws(Failure) -> Report {
    do { return try Zoo.graph(entry.name).report() } catch {
      throw .other(
        "\(entry.name) of the zoo is not a valid network: \(String(describing: error))", .defect)
    }
  }
}

extension ModelEntry {
  /// What `--input` would be.
  fileprivate var input: Cell { .sizes(defaultInput.dims.dropFirst().map { .count($0) }) }

  /// The options with which its numbers can be set.
  fileprivate var options: [String] {
    settings.map { setting in
      switch setting {
      case .classes: Option.classes.name
      case .width: Option.width.name
      case .depth: Option.depthMultiplier.name
      }
    }
  }
}
