import Foundation
import RFKit
import TestSupport
import Testing

/// Files that lie: whatever the bytes, there is a graph or an error, soon.
@Suite struct HostileFileTests {
  @Test func mutants() throws {
    var random = SplitMix64(seed: 20)
    let models = try ONNXReference.models().filter { $0.bytes.count < 60_000 }
    let files = models.map(\.bytes) + Self.seeds
    var (read, refused) = (0, 0)
    var slowest = Duration.zero
    for round in 0..<600 {
      let original = files[round % files.count]
      let mutant = FileMutation.mutate(original, &random)
      let time = ContinuousClock().measure {
        do throws(ONNXError) {
          let graph = try Graph(onnx: mutant)
          _ = try? graph.report(Report.Options(allowsOpaque: true))
          read += 1
        } catch {
          refused += 1
          #expect(!error.description.isEmpty)
        }
      }
      slowest = max(slowest, time)
    }
    print("ONNX files with bytes changed: \(read) read, \(refused) refused, slowest \(slowest)")
    #expect(read > 0)
    #expect(refused > 0)
  }

  /// What models of the fixtures don't have: functions, data of every kind, elsewhere and sparse.
  private static var seeds: [[UInt8]] {
    var calls = ONNXFileWriter()
    calls.input("x", [1, 3, 8, 8])
    for (name, inner) in [("f", "g"), ("g", "Relu")] {
      calls.add(25) { function in
        function.text(1, name)
        function.text(4, "a")
        function.text(5, "c")
        for (from, to) in [("a", "b"), ("b", "c")] {
          function.message(7) { node in
            node.text(1, from)
            node.text(2, to)
            node.text(4, inner)
            if inner == "g" { node.text(7, "own") }
          }
        }
        function.text(10, "own")
      }
    }
    calls.node("f", ["x"], ["y"], domain: "own", ["s": .int(1)])
    calls.output("y")
    var data = ONNXFileWriter()
    data.input("x", [1, 3])
    for (index, field) in [4, 5, 7, 9, 10, 11, 13].enumerated() {
      data.addToGraph(5) { tensor in
        tensor.integer(1, 1)
        tensor.integer(2, [1, 6, 7, 1, 11, 13, 1][index])
        tensor.text(8, "w\(index)")
        if field == 13 { tensor.integer(14, 1) }
        let length = [4: 4, 9: 4, 10: 8][field] ?? 1
        if field != 13 { tensor.data(field, [UInt8](repeating: 0, count: length)) }
      }
      data.node("Add", [index == 0 ? "x" : "v\(index)", "w\(index)"], ["v\(index + 1)"])
    }
    data.addToGraph(15) { sparse in
      sparse.message(1) { values in
        values.integer(1, 1)
        values.integer(2, 1)
        values.text(8, "sparse")
      }
      sparse.packed(3, [3])
    }
    data.node("Add", ["v7", "sparse"], ["y"])
    data.output("y")
    return [calls.bytes(), data.bytes()]
  }

  @Test func everyCutIsRefusedOrRead() throws {
    let file = ONNXFileWriter.chain(nodes: 6)
    for length in file.indices { _ = try? Graph(onnx: Array(file[..<length])) }
    #expect(try Graph(onnx: file).nodes.count == 7)
    for seed in Self.seeds {
      #expect(try !Graph(onnx: seed).nodes.isEmpty)
      for length in seed.indices { _ = try? Graph(onnx: Array(seed[..<length])) }
    }
  }

  @Test func deepNestingAndLongLists() throws {
    // A group in a group in a group, as field 15 of the model.
    let groups = [UInt8](repeating: 0x7b, count: 1_000_000)
    #expect(throws: ONNXError.self) { try Graph(onnx: groups) }

    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    writer.node(
      "Transpose", ["x"], ["y"], ["perm": .ints([Int](repeating: 0, count: 1_000_000))])
    writer.output("y")
    let error = #expect(throws: ONNXError.self) { try Graph(onnx: writer.bytes()) }
    #expect(
      error?.description
        == "node 0 'y' (Transpose): attribute 'perm': it has 1000000 numbers, but at most 4096 are read"
    )
  }

  @Test func functionsThatCallThemselvesAndEachOther() {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    writer.node("Again", ["x"], ["y"], name: "start", domain: "own")
    writer.output("y")
    writer.add(25) { function in
      function.text(1, "Again")
      function.text(4, "a")
      function.text(5, "c")
      for (from, to) in [("a", "b"), ("b", "c")] {
        function.message(7) { node in
          node.text(1, from)
          node.text(2, to)
          node.text(4, "Again")
          node.text(7, "own")
        }
      }
      function.text(10, "own")
    }
    let error = #expect(throws: ONNXError.self) { try Graph(onnx: writer.bytes()) }
    #expect(
      error?.description
        == "node 0 'b' (Again): it calls 'Again', which leads to this call again; functions can't "
        + "call themselves")
  }
}
