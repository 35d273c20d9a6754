import Foundation
import RFKit
import Testing

/// What is written of networks with many inputs stays in proportion and says what it leaves out.
struct ManyInputsTests {
  /// Inputs that are added one after the other, or each with an output of its own.
  private func report(_ count: Int, added: Bool = true) throws -> Report {
    let builder = GraphBuilder("many")
    let inputs = (0..<count).map { builder.input(3, 8, 8, named: "x\($0)") }
    let values =
      added
      ? [inputs.dropFirst().reduce(inputs[0]) { $0.add($1) }]
      : inputs.map { $0.conv(4, 3, stride: 2) }
    return try builder.build(outputs: values.enumerated().map { ("y\($0)", $1) }).report()
  }

  @Test func titleAndSource() throws {
    let few = try report(3).text().split(separator: "\n")
    #expect(few[0] == "many, inputs x0 3×8×8 and x1 3×8×8 and x2 3×8×8, float32")
    #expect(few.contains("Fields are on the input x0; JSON has those on x1 and x2 too."))
    let eight = try report(8).title.description
    #expect(eight.hasSuffix("and x6 3×8×8 and x7 3×8×8, float32"))
    #expect(
      try report(1000).title.description
        == "many, inputs " + (0..<7).map { "x\($0) 3×8×8" }.joined(separator: " and ")
        + " and 993 more, float32")
  }

  @Test func whatIsLeftOutIsSaid() throws {
    let report = try report(1000)
    let kept = report.sources.count
    #expect(kept > 1 && kept < 1000 && report.sourcesLeftOut.count == 1000 - kept)
    let remark =
      "Those on the last \(1000 - kept) inputs, from x\(kept) on, are left out: all together take more "
      + "than 20,380 steps through connections. '--on x\(kept)' shows those on one."
    let text = report.text(RenderOptions(width: 80)).replacing("\n  ", with: " ")
    #expect(
      text.contains(
        "\nFields are on the input x0; JSON has those on x1, x2, x3 and \(kept - 4) more too.\n"))
    #expect(text.contains("\n\(remark)\n"))
    #expect(report.markdown().contains("\n- Those on the last \(1000 - kept) inputs, from x"))
    #expect(try report.text(of: "x1").replacing("\n  ", with: " ").contains("\n\(remark)\n"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json(of: "x1").utf8)) as? [String: Any])
    let leftOut = try #require(json["inputsLeftOut"] as? [String: Any])
    #expect(leftOut["count"] as? Int == 1000 - kept && leftOut["first"] as? String == "x\(kept)")
    #expect(
      leftOut["reason"] as? String
        == "fields on all together take more than 20,380 steps through connections; "
        + "--on NAME shows those on one")
    #expect(!(try self.report(40).json().contains("inputsLeftOut")))
  }

  /// Inputs that a layer doesn't depend on are listed where that is no more than the fields may be.
  @Test(arguments: [(20, 20), (400, 1)]) func sourcesInJSON(count: Int, listed: Int) throws {
    let report = try report(count, added: false)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])
    let layers = try #require(json["layers"] as? [[String: Any]])
    #expect(report.sourcesLeftOut.isEmpty && layers.count == 2 * count)
    for (index, layer) in layers.enumerated() {
      let outputs = try #require(layer["outputs"] as? [[String: Any]])
      let fields = try #require(outputs[0]["fields"] as? [[String: Any]])
      #expect(fields.count == listed)
      let reached = fields.filter { $0["isReached"] as? Bool == true }
      #expect(reached.map { $0["source"] as? String } == ["x\(index % count)"])
    }
  }

  @Test func wasteOfMany() throws {
    let lines = try report(30, added: false).text().split(separator: "\n")
    let waste = lines.filter { $0.contains("never read") }
    #expect(
      waste.map { String($0) } == [
        "1 row at the bottom and 1 column on the right of x0 are never read. Of 29 more",
        "  inputs positions are never read.",
      ])
  }
}
