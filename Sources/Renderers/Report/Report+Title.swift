package import Analyses
import ConvArithmetic
package import Escaping
import LayerGraph

extension Report {
  /// "resnet50, input 3×224×224, float32"
  package var title: Message {
    let style = CellStyle(assumptions: options.assumptions)
    let context = RowContext(report: self, pixelOrigin: .zero, of: [])
    let shown = inputs.count > 8 ? 7 : inputs.count
    var shapes: [Message] = inputs.prefix(shown).map { index in
      let shape = style.text(context.shape(layers[index].shape))
      return inputs.count == 1 ? "\(all: shape)" : "\(layers[index].name) \(all: shape)"
    }
    if shown < inputs.count { shapes.append("\(inputs.count - shown) more") }
    let input: Message =
      (shapes.count == 1 ? "input " : "inputs ") + shapes.joined(separator: " and ")
    let source: Message = looksAtInputs ? "" : "fields on \(name(ofSource: 0))"
    let types: Message = "\(realElementTypes.map(\.rawValue).listed())"
    let parts: [Message] = ["\(graph.name)", shapes.isEmpty ? "no input" : input, types, source]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
