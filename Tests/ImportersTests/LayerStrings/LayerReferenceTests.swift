import Escaping
import LayerGraph
import Testing

@testable import Importers

/// The reference has what the parser takes, and the parser takes what the reference has.
@Suite struct LayerReferenceTests {
  /// A layer as the reference says that it is written.
  private func written(_ name: String, _ layer: LayerReference.Layer, _ keys: String = "") -> String
  {
    layer.hasBranches
      ? "\(name)(relu | relu)"
      : name + (layer.size != nil && layer.isSizeRequired ? "2" : "") + keys
  }

  private func refusal(_ text: String) -> LayerStringError.Reason? {
    do throws(LayerStringError) {
      _ = try LayerString("conv1c64," + text)
      return nil
    } catch {
      // The parser took it; whether its numbers make sense together is not asked here.
      if case .graph = error.reason { return nil }
      return error.reason
    }
  }

  @Test func names() {
    let names = LayerReference.layers.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    #expect(Set(names) == Set(LayerName.spellings))
    for layer in LayerReference.layers {
      #expect(!layer.summary.isEmpty)
      for name in [layer.name] + layer.aliases {
        #expect(refusal(written(name, layer)) == nil, "\(name)")
        if layer.size == nil, !layer.hasBranches, name != "relu" {
          #expect(refusal(name + "2") == .sizeUnexpected(layer: name), "\(name)")
        }
        if layer.size != nil { #expect(refusal(name + "2") == nil, "\(name)") }
        if layer.isSizeRequired { #expect(refusal(name) != nil, "\(name)") }
      }
    }
  }

  /// Each layer takes each of its keys, in each form that is shown, and no other.
  @Test func keys() {
    let keys = LayerReference.keys
    #expect(Set(keys.map(\.name)) == Set(LayerKey.allCases.map(\.rawValue)))
    #expect(Set(keys.map(\.name)) == Set(LayerReference.layers.flatMap(\.keys)))
    for layer in LayerReference.layers where !layer.hasBranches {
      for key in keys {
        for example in key.examples {
          let reason = refusal(written(layer.name, layer, " " + example))
          if layer.keys.contains(key.name) {
            #expect(reason == nil, "\(layer.name) \(example)")
          } else if case .keyOfOthers(key.name, _, layer.name, layer.keys) = reason {
          } else {
            Issue.record("\(layer.name) \(example): \(String(describing: reason))")
          }
        }
      }
    }
  }
}
