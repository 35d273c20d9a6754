import ConvArithmetic
import Escaping
import LayerGraph

/// One node as its translation sees it: what it reads, its settings, and where it stands.
struct Call {
  let entry: OperatorTable.Entry
  /// Whose operator it is; "" for ONNX's own.
  let domain: String
  /// The version of ONNX's operators that holds for it.
  let version: Int
  /// From 0 on; nil where an optional input is left out.
  let inputs: ArraySlice<TensorValue?>
  let attributes: AttributeSet
  /// The numbers of the outputs' names; negative where nobody wants one.
  let wanted: ArraySlice<Int32>
  let translator: Translator

  var operation: String { entry.name }

  /// "com.microsoft.FusedConv": with the domain, as ONNX's text format has it.
  var qualifiedOperation: String { domain.isEmpty ? operation : "\(domain).\(operation)" }

  var outputCount: Int { wanted.count }

  /// A required input.
  func input(_ index: Int) throws(ImportProblem) -> TensorValue {
    if index < inputs.count, let input = inputs[index] { return input }
    throw .inputMissing(index)
  }

  func optional(_ index: Int) -> TensorValue? { index < inputs.count ? inputs[index] : nil }

  /// The elements of an input; nil when it is left out, or when they aren't known.
  func array(_ index: Int) throws -> KnownArray? {
    guard let input = optional(index) else { return nil }
    return try translator.array(of: input)
  }

  /// The integers of an input that settings need.
  /// - Throws: `.dataDependent` when they aren't known.
  func integers(_ index: Int) throws -> [Int]? {
    guard optional(index) != nil else { return nil }
    guard let integers = try array(index)?.integers else {
      throw ImportProblem.dataDependent(index)
    }
    return integers
  }

  /// As `integers`, with open sizes.
  func dims(_ index: Int) throws -> [Dim]? {
    guard optional(index) != nil else { return nil }
    guard let dims = try array(index)?.dims else { throw ImportProblem.dataDependent(index) }
    return dims
  }

  /// The axes of operators that took them as an attribute once and as an input now.
  func axes(or array: KnownArray?) throws -> [Int]? {
    if let axes = try attributes.ints("axes") { return axes }
    guard optional(1) != nil else { return nil }
    guard let axes = array?.integers else { throw ImportProblem.dataDependent(1) }
    return axes
  }

  func axes() throws -> [Int]? { try axes(or: try array(1)) }

  func shape(_ index: Int) throws -> Shape { try translator.shape(of: try input(index)) }

  /// A type of elements that an attribute names.
  func type(_ attribute: StaticString) throws(ImportProblem) -> TensorEncoding {
    if !attributes.has(attribute) { throw .attributeMissing("\(attribute)") }
    let number = try attributes.int(attribute)
    if let type = TensorEncoding(type: number) { return type }
    throw .attribute(
      "\(attribute)", "\(number) is no type of elements; they go from 1 to \(TensorEncoding.last)")
  }

  func wants(_ output: Int) -> Bool {
    output < wanted.count && wanted[wanted.startIndex + output] >= 0
  }

  func wants(from output: Int) -> Bool { wanted.dropFirst(output).contains { $0 >= 0 } }

  func rank(_ index: Int) throws -> Int { try shape(index).rank }
}

/// A value while a graph is read.
enum TensorValue {
  /// Depends on an input of the network.
  case data(ValueReference)
  /// A tensor of the file, by its number among them: nobody has looked into it.
  case initializer(Int)
  /// A constant that was computed, by its number among them.
  case constant(Int)
  /// Several values in a row, by its number among such; where they come from doesn't matter.
  case sequence(Int)

  /// Whether it isn't constant.
  var isData: Bool {
    switch self {
    case .data, .sequence: true
    case .initializer, .constant: false
    }
  }
}
