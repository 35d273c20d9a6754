import Analyses
import ConvArithmetic
import LayerGraph

/// One line of the table: a layer with the pointwise layers after it, or a module.
struct Row: Sendable {
  let name: String
  /// The layer whose output and field are the row's: the layer itself, or the last of a module.
  let layer: Int
  /// All layers in it, ascending.
  var members: [Int]
  let isModule: Bool
  var parameters: Known<ParameterCounts>
  var work: Known<Work>
  var activationBytes: Known<Dim>

  init(layer index: Int, of report: Report) {
    let layer = report.layers[index]
    name = layer.name
    self.layer = index
    members = [index]
    isModule = false
    parameters = layer.parameters
    work = layer.work
    activationBytes = layer.activationBytes
  }

  init(module: ModuleReport) {
    name = module.name
    layer = module.layers.last ?? 0
    members = module.layers
    isModule = true
    parameters = module.parameters
    work = module.work
    activationBytes = module.activationBytes
  }

  /// Adds the numbers of a layer that is folded into this row.
  mutating func fold(_ other: Row) {
    members += other.members
    parameters = parameters.combined(other.parameters) { a, b throws(ArithmeticError) in
      try a.adding(b)
    }
    work = work.combined(other.work) { a, b throws(ArithmeticError) in try a.adding(b) }
    activationBytes = activationBytes.combined(other.activationBytes) {
      a, b throws(ArithmeticError) in try a + b
    }
  }
}

extension Known {
  /// Both together; unknown when either is.
  func combined(
    _ other: Known<Value>, _ body: (Value, Value) throws(ArithmeticError) -> Value
  ) -> Known<Value> {
    switch (self, other) {
    case (.known(let first), .known(let second)):
      do throws(ArithmeticError) { return .known(try body(first, second)) } catch {
        return .unknown(.tooLarge)
      }
    case (.unknown, _): return self
    case (_, .unknown): return other
    }
  }
}
