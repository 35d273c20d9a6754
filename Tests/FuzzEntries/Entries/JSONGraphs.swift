import RFKit
import TestSupport

extension FuzzEntry {
  /// JSON graphs.
  static let json = FuzzEntry("json") {
    try JSONSeeds.all()
  } laws: { bytes in
    let document: JSONGraph
    do { document = try JSONGraph(bytes) } catch { return try CleanText.check(error) }
    do throws(Diagnostic) { _ = try document.graph.report() } catch {
      if let shown = document.locate(error) { try CleanText.check(shown) }
    }
    try GraphLaws.check(document.graph)
  }
}

enum JSONSeeds {
  static func all() throws -> [[UInt8]] {
    var graphs: [Graph] = []
    for (input, layers) in LayerSeeds.lines {
      guard let graph = try? Graph(layers: layers, input: InputShape(parsing: input)) else {
        continue
      }
      graphs.append(graph)
    }
    for seed in 0..<40 as Range<UInt64> {
      var random = RandomGraph(seed: seed)
      graphs.append(try random.graph())
    }
    return try graphs.map { Array(try $0.json().utf8) }
      + OperatorCorpus.documents.map { document($0.document) }
  }

  /// A network of one layer, whose settings need not fit.
  private static func document(_ settings: String) -> [UInt8] {
    Array(
      """
      {"schema": "rfcalc/graph/1", "name": "n", "nodes": [
        {"name": "x", "op": "input", "shape": [1, 16, 12, 15]},
        {"name": "y", "inputs": ["x"], \(settings)}
      ], "outputs": [{"name": "out", "value": "y"}]}
      """.utf8)
  }
}
