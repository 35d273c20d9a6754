/// How an input is changed so that something is left of what it was.
package protocol Mutation: Sendable {
  func mutated(_ original: [UInt8], _ random: inout SplitMix64) -> [UInt8]
}

/// Bytes without any form.
package struct ByteMutation: Mutation {
  package init() {}

  package func mutated(_ original: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    FileMutation.mutate(original, &random)
  }
}
