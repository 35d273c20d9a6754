package import TestSupport

/// One reader: what it is fed, how that is changed, and what must hold whatever comes of it.
package struct FuzzEntry: Sendable {
  package let name: String
  /// Inputs to begin with.
  package let seeds: @Sendable () throws -> [[UInt8]]
  /// A way to change them that keeps some of their form.
  package let mutation: @Sendable ([[UInt8]]) -> any Mutation
  private let laws: @Sendable ([UInt8]) throws -> Void

  init(
    _ name: String, seeds: @escaping @Sendable () throws -> [[UInt8]],
    mutation: @escaping @Sendable ([[UInt8]]) -> any Mutation = { TokenMutation(examples: $0) },
    laws: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.name = name
    self.seeds = seeds
    self.mutation = mutation
    self.laws = laws
  }

  /// Reads the input and holds all laws against what comes of it. A trap is a fault as well.
  /// - Throws: `BrokenLaw`
  package func check(_ input: [UInt8]) throws(BrokenLaw) {
    do { try laws(input) } catch let broken as BrokenLaw { throw broken } catch {
      throw BrokenLaw(law: "no error but those that are expected", evidence: "\(error)")
    }
  }

  package static let all: [FuzzEntry] = [
    .layers, .json, .onnx, .sizes, .documents, .commands, .verify,
  ]
}
