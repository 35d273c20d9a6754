/// The values of the graph, or of one call of a function, by the numbers of their names.
struct Frame {
  /// The graph's own: one place for each name there is.
  private var table: [TensorValue?]
  /// A function's few.
  private var few: [Int: TensorValue] = [:]
  /// The number of the call that this is, among `Translator.prefixes`.
  let prefix: Int
  let attributes: AttributeSet?
  let opsets: [String: Int]
  /// That of ONNX's own operators.
  let version: Int

  init(names: Int, opsets: [String: Int]) {
    table = Array(repeating: nil, count: names)
    prefix = 0
    attributes = nil
    self.opsets = opsets
    version = opsets[""] ?? 0
  }

  init(prefix: Int, attributes: AttributeSet, opsets: [String: Int]) {
    table = []
    self.prefix = prefix
    self.attributes = attributes
    self.opsets = opsets
    version = opsets[""] ?? 0
  }

  subscript(_ name: Int) -> TensorValue? {
    get { table.isEmpty ? few[name] : table.indices.contains(name) ? table[name] : nil }
    set {
      if table.isEmpty {
        few[name] = newValue
      } else if table.indices.contains(name) {
        table[name] = newValue
      }
    }
  }

  /// All values, with the numbers of their names.
  var all: [(name: Int, value: TensorValue)] {
    table.enumerated().compactMap { name, value in value.map { (name, $0) } }
  }
}
