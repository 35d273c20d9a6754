import RFKit

/// `rfcalc region`: the box that a unit sees, or the units that see a pixel.
struct RegionCommand: Command {
  static let manual = Manual(
    arguments: "<network> --at <layer> --unit <numbers>",
    abstract: "The input box that one unit sees, or the units that see one pixel.",
    discussion: [
      "Boxes count from 0 and hold both ends. The field is the whole box, which may reach past "
        + "the input; what is seen is the part inside, without holes and padding."
    ],
    examples: ["rfcalc region resnet50 --at layer4 --unit 3,3"],
    positionals: [Manual.network],
    options: Option.networks + Option.reports + Option.tables + [.unit, .pixel])

  let arguments: Arguments
  let context: Context

  func run() throws(Failure) -> Outcome {
    guard let layer = arguments[.at] else {
      throw .usage(.missingOption(.at, why: "the layer whose unit is meant"))
    }
    if arguments.has(.unit), arguments.has(.pixel) { throw .usage(.exclusive(.unit, .pixel)) }
    if !arguments.has(.unit), !arguments.has(.pixel) {
      throw .usage(.missingOption(.unit, why: "the unit whose field is wanted, or '--pixel'"))
    }
    let unit = try numbers(.unit)
    let pixel = try numbers(.pixel)?.compactMap { $0 }
    let report = try ReportLoader(arguments: arguments, context: context).load()
    do throws(Diagnostic) {
      if let pixel { return try projection(of: pixel, at: layer, report) }
      return try region(of: unit ?? [], at: layer, report)
    } catch {
      throw .diagnostic(error)
    }
  }

  private func region(
    of unit: [Int?], at layer: String, _ report: Report
  ) throws(Diagnostic) -> Outcome {
    let looking = try report.lookingAt(arguments[.on])
    let region = try looking.region(of: layer, unit: unit)
    let origin = arguments.choice(.pixelOrigin, RenderOptions.PixelOrigin.zero)
    let table = region.table(along: looking.axes[0], pixelOrigin: origin)
    return output(
      table, title: "Unit \(words(unit)) of \(layer) sees, in \(report.title)",
      schema: "rfcalc/region/1")
  }

  private func projection(
    of pixel: [Int], at layer: String, _ report: Report
  ) throws(Diagnostic) -> Outcome {
    let looking = try report.lookingAt(arguments[.on])
    let units = try looking.projection(of: pixel, at: layer)
    return output(
      Table(projection: units, along: looking.axes[0]),
      title: "Pixel \(words(pixel)) is seen by units of \(layer), in \(report.title)",
      schema: "rfcalc/projection/1")
  }

  private func output(_ table: Table, title: Message, schema: String) -> Outcome {
    formatting.outcome(of: TablePage(table, title: title, schema: schema))
  }

  private func words(_ numbers: [Int?]) -> String {
    numbers.map { $0.map(String.init) ?? ":" }.joined(separator: ",")
  }

  /// Nil in place of ":", which a unit may have.
  private func numbers(_ option: Option) throws(Failure) -> [Int?]? {
    guard let text = arguments[option] else { return nil }
    var numbers: [Int?] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let part = String(part).trimmed
      if option == .unit, part == ":" {
        numbers.append(nil)
        continue
      }
      guard let number = Int(part), number >= 0 else {
        throw .usage(
          .malformedValue(option, text, expected: "whole numbers from 0, such as 3,3"))
      }
      numbers.append(number)
    }
    return numbers
  }
}
