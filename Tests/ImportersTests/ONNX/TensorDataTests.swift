import RFKit
import TestSupport
import Testing

/// Stored tensors whose data isn't what their dimensions and their type say: more of it or less, of another
/// kind or of two. The dimensions alone, as in files whose weights were taken out, are fine.
@Suite struct TensorDataTests {
  typealias Write = @Sendable (inout ProtoWriter) -> Void

  private static let name = "w"

  /// A tensor of these sizes.
  private static func tensor(_ sizes: [Int], _ type: Int, _ write: @escaping Write) -> Write {
    { tensor in
      for size in sizes { tensor.integer(1, size) }
      tensor.integer(2, type)
      tensor.text(8, name)
      write(&tensor)
    }
  }

  private static func file(_ tensor: Write, in field: Int = 5) -> [UInt8] {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    writer.addToGraph(field, tensor)
    writer.node("Relu", ["x"], ["y"])
    writer.output("y")
    return writer.bytes()
  }

  private static func error(_ bytes: [UInt8]) -> String? {
    do throws(ONNXError) {
      _ = try ONNXModel(bytes)
      return nil
    } catch { return error.description }
  }

  private static func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }

  private static func elsewhere(_ entries: KeyValuePairs<String, String>) -> Write {
    { tensor in
      tensor.integer(14, 1)
      for (key, value) in entries {
        tensor.message(13) { entry in
          entry.text(1, key)
          entry.text(2, value)
        }
      }
    }
  }

  /// The type, its sizes, what is written, and what is wrong after "byte 26: ".
  private static let cases: [([Int], Int, Write, String?)] = [
    ([2, 3], 1, { _ in }, nil),
    ([2, 3], 0, { _ in }, nil),
    (
      [2, 3], 99, { $0.data(9, zeros(5)) },
      "'w' is of type (data_type) 99, which isn't known; they go from 1 to 28"
    ),
    (
      [2, 3], -1, { _ in }, "'w' is of type (data_type) -1, which isn't known; they go from 1 to 28"
    ),
    // No bytes are none at all to writers that don't tell these apart.
    ([2, 3], 1, { $0.data(9, []) }, nil),
    ([2, 3], 1, { $0.data(9, zeros(24)) }, nil),
    (
      [2, 3], 1, { $0.data(9, zeros(20)) },
      "'w' has 20 bytes of data, but 2×3 of float take 24; one of them is wrong"
    ),
    (
      [2, 3], 1, { $0.data(9, zeros(25)) },
      "'w' has 25 bytes of data, but 2×3 of float take 24; one of them is wrong"
    ),
    (
      [], 7, { $0.data(9, zeros(16)) },
      "'w' has 16 bytes of data, but one number of int64 take 8; one of them is wrong"
    ),
    (
      [0], 1, { $0.data(9, zeros(4)) },
      "'w' has 4 bytes of data, but 0 of float take 0; one of them is wrong"
    ),
    ([0], 1, { _ in }, nil),
    // The last counts.
    (
      [2, 3], 1,
      {
        $0.data(9, zeros(24))
        $0.data(9, zeros(20))
      }, "'w' has 20 bytes of data, but 2×3 of float take 24; one of them is wrong"
    ),
    // Types of fewer bits than a byte fill up the last one.
    ([3, 3], 22, { $0.data(9, zeros(5)) }, nil),
    (
      [3, 3], 22, { $0.data(9, zeros(9)) },
      "'w' has 9 bytes of data, but 3×3 of int4 take 5; one of them is wrong"
    ),
    ([3, 3], 22, { $0.packed(5, [1, 2, 3, 4, 5]) }, nil),
    ([3, 3], 25, { $0.data(9, zeros(3)) }, nil),
    (
      [3, 3], 25, { $0.packed(5, [1, 2]) },
      "'w' has 2 numbers of data, but 3×3 of uint2 take 3; one of them is wrong"
    ),
    ([3, 3], 27, { $0.data(9, zeros(7)) }, nil),
    ([3, 3], 28, { $0.packed(5, Array(repeating: 1, count: 9)) }, nil),
    ([2], 15, { $0.data(9, zeros(32)) }, nil),
    (
      [2], 14, { $0.data(4, zeros(8)) },
      "'w' has 2 numbers of data, but 2 of complex64 take 4; one of them is wrong"
    ),
    // Numbers of their own length, packed or not.
    ([3], 7, { $0.packed(7, [1, -1, 300]) }, nil),
    ([3], 7, { for number in [1, -1, 300] { $0.integer(7, number) } }, nil),
    (
      [4], 7,
      {
        $0.packed(7, [1, -1])
        $0.integer(7, 300)
      }, "'w' has 3 numbers of data, but 4 of int64 take 4; one of them is wrong"
    ),
    ([2], 1, { for number in [Float(1), 2] { $0.float(4, number) } }, nil),
    (
      [2, 2], 10, { $0.packed(5, [1, 2, 3]) },
      "'w' has 3 numbers of data, but 2×2 of float16 take 4; one of them is wrong"
    ),
    (
      [2], 11, { $0.data(10, zeros(8)) },
      "'w' has 1 numbers of data, but 2 of double take 2; one of them is wrong"
    ),
    (
      [2], 12, { $0.packed(11, [1]) },
      "'w' has 1 numbers of data, but 2 of uint32 take 2; one of them is wrong"
    ),
    (
      [2], 8, { $0.text(6, "a") },
      "'w' has 1 texts of data, but 2 of string take 2; one of them is wrong"
    ),
    // Too many to be counted.
    (
      [1 << 61], 1, { $0.data(9, zeros(8)) },
      "'w' has 8 bytes of data, but 2305843009213693952 of float take more than 64 bits can count; "
        + "one of them is wrong"
    ),
    // Of another kind, or of two.
    (
      [2], 8, { $0.data(9, zeros(2)) },
      "'w' is of string, but its data is raw_data; it must be string_data"
    ),
    (
      [2], 1, { $0.packed(7, [1, 2]) },
      "'w' is of float, but its data is int64_data; it must be raw_data or float_data"
    ),
    (
      [2], 1,
      {
        $0.data(4, zeros(8))
        $0.data(9, zeros(8))
      }, "'w' has data of two kinds, float_data and raw_data; a tensor has one"
    ),
    ([2], 0, { $0.data(9, zeros(8)) }, "'w' has data (raw_data), but no type (data_type)"),
    // Data in other files, which is never opened.
    ([2], 1, elsewhere(["location": "w.bin"]), nil),
    ([2], 1, elsewhere(["location": "w.bin", "length": "8"]), nil),
    (
      [2], 1, elsewhere(["length": "7", "location": "w.bin"]),
      "'w' has 7 bytes of data in another file, but 2 of float take 8; one of them is wrong"
    ),
    (
      [2], 1, elsewhere(["length": "-8"]),
      "'w' lies in another file with a length of '-8', which is no number of bytes"
    ),
    (
      [2], 1,
      {
        elsewhere(["location": "w.bin"])(&$0)
        $0.data(9, zeros(8))
      }, "'w' has data of two kinds, external_data and raw_data; a tensor has one"
    ),
    // Dimensions.
    ([2, -1], 1, { _ in }, "dimensions 2×-1 are not those of a tensor"),
    (
      [1 << 40, 1 << 40], 1, { _ in },
      "dimensions 1099511627776×1099511627776 are not those of a tensor"
    ),
    (Array(repeating: 1, count: 64), 1, { _ in }, nil),
    (
      Array(repeating: 1, count: 65), 1, { _ in }, "'w' has 65 dimensions, but at most 64 are read"
    ),
    (
      [], 1, { $0.packed(1, Array(repeating: 1, count: 1_000_000)) },
      "'w' has 1000000 dimensions, but at most 64 are read"
    ),
  ]

  @Test func initializers() {
    for (sizes, type, write, expected) in Self.cases {
      let error = Self.error(Self.file(Self.tensor(sizes, type, write)))
      let text = error.map { $0.drop { $0 != ":" }.dropFirst(2) }
      #expect(text.map { String($0) } == expected, "type \(type)")
      #expect(error?.hasPrefix("byte ") ?? true)
    }
  }

  @Test func theByteIsTold() {
    let file = Self.file(Self.tensor([2], 1) { $0.data(9, Self.zeros(4)) })
    let data = file.indices.first { file[$0...].starts(with: [8, 2, 16, 1, 66, 1]) } ?? 0
    #expect(
      Self.error(file)
        == "byte \(data): 'w' has 4 bytes of data, but 2 of float take 8; one of them is wrong")
  }

  @Test func constants() {
    var writer = ONNXFileWriter()
    writer.input("x", [1, 3, 8, 8])
    writer.addToGraph(1) { node in
      node.text(2, "c")
      node.text(4, "Constant")
      node.message(5) { attribute in
        attribute.text(1, "value")
        attribute.message(5) { tensor in
          tensor.integer(1, 2)
          tensor.integer(2, 1)
          tensor.data(9, Self.zeros(4))
        }
      }
    }
    writer.node("Add", ["x", "c"], ["y"])
    writer.output("y")
    #expect(
      Self.error(writer.bytes())
        == "node 0 'c' (Constant): a tensor has 4 bytes of data, but 2 of float take 8; one of them "
        + "is wrong")
  }

  /// Values and indices of a sparse tensor of 2×4, and what is wrong.
  @Test(arguments: [
    (3, [3], nil), (3, [3, 2], nil), (0, [0, 2], nil),
    (3, [2], "'w' has 3 values, but indices of 2; each value needs its own"),
    (3, [3, 3], "'w' has 3 values, but indices of 3×3; each value needs its own"),
    (9, [9], "'w' has 9 values, but 2×4 has fewer places"),
  ])
  func sparse(_ values: Int, _ indices: [Int], _ expected: String?) {
    let file = Self.file(
      { sparse in
        sparse.message(1, Self.tensor([values], 1) { $0.data(9, Self.zeros(4 * values)) })
        sparse.message(2, Self.tensor(indices, 7) { _ in })
        sparse.packed(3, [2, 4])
      }, in: 15)
    let text = Self.error(file).map { String($0.drop { $0 != ":" }.dropFirst(2)) }
    #expect(text == expected)
  }
}
