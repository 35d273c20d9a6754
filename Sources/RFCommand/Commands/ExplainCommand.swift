import RFKit

/// `rfcalc explain`: how the numbers come about, in formulas with the network's numbers.
struct ExplainCommand: Command {
  static let manual = Manual(
    arguments: "<network>",
    abstract: "How the numbers come about: the formulas, with this network's numbers.",
    discussion: [
      "Of each layer with a window, a matrix product or branches that meet: output size, jump, field, start, "
        + "parameters, MACs and FLOPs. Layers that are equal are told once, with what differs. With --at one "
        + "layer or module is told whole, also what a fully connected layer in its place would need."
    ],
    examples: [
      "rfcalc explain vgg16", "rfcalc explain resnet50 --at layer1.0",
      "rfcalc explain --layers conv3s2psame --format markdown --math latex",
      "rfcalc explain --layers conv7p3c64 --input 64x56x56 --against \"3*conv3p1c64\"",
    ],
    positionals: [Manual.network],
    options: Option.networks + [.assume, .layout, .at, .on] + Option.tables + [.math, .against])

  let arguments: Arguments
  let context: Context

  func run() throws(Failure) -> Outcome {
    let report = try ReportLoader(arguments: arguments, context: context).load()
    let math = arguments.choice(.math, ExplanationPage.MathStyle.unicode)
    if let chain = arguments[.against] { return try comparison(of: report, with: chain, math) }
    do throws(Diagnostic) {
      return formatting.outcome(
        of: try ExplanationPage(report, at: arguments[.at], math: math))
    } catch {
      throw .diagnostic(error)
    }
  }

  /// The other stack reads what the network, layer or module reads.
  private func comparison(
    of report: Report, with chain: String, _ math: ExplanationPage.MathStyle
  ) throws(Failure) -> Outcome {
    let own: StackFigures
    do throws(Diagnostic) { own = try report.figures(of: arguments[.at]) } catch {
      throw .diagnostic(error)
    }
    guard case .known(let read) = own.read else {
      throw .other(
        "'\(Option.against.name)' needs to know the shape that is read, which is \(own.read.description).",
        .badInput)
    }
    let string: LayerString
    do throws(LayerStringError) {
      string = try LayerString(
        chain, input: InputShape(read, hasBatch: report.graph.hasBatch), name: chain)
    } catch {
      throw .layerString(error, in: Option.against.name)
    }
    let network = Network(
      graph: string.graph, source: (.layerString(string), Option.against.name),
      isChannelsFirst: true)
    var options = report.options
    (options.layouts, options.layoutsByName, options.findsAxes) = ([], [:], false)
    let other = try network.report(options)
    do throws(Diagnostic) {
      return formatting.outcome(
        of: StackPage(
          .init(
            name: arguments[.at] ?? arguments[.layers] ?? report.graph.name, report: report,
            figures: own),
          against: .init(name: chain, report: other, figures: try other.figures()), math: math))
    } catch {
      throw .diagnostic(error)
    }
  }
}
