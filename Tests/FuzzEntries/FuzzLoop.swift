import TestSupport

/// Inputs changed at random and checked, without knowing what they reach.
package struct FuzzLoop {
  private let entry: FuzzEntry
  private let seeds: [[UInt8]]
  private let form: any Mutation
  private var random: SplitMix64

  /// - Parameter more: inputs to begin with beside the entry's own.
  package init(_ entry: FuzzEntry, seed: UInt64 = 1, more: [[UInt8]] = []) throws {
    self.entry = entry
    seeds = try entry.seeds() + more
    form = entry.mutation(seeds)
    random = SplitMix64(seed: seed)
  }

  /// The seeds themselves, which must pass as well.
  package func checkSeeds() throws(Fault) { for seed in seeds { try check(seed) } }

  /// A seed changed, most times keeping its form.
  package mutating func step() throws(Fault) {
    let seed = seeds[random.below(seeds.count)]
    try check(random.oneIn(4) ? FileMutation.mutate(seed, &random) : form.mutated(seed, &random))
  }

  private func check(_ input: [UInt8]) throws(Fault) {
    do throws(BrokenLaw) { try entry.check(input) } catch {
      throw Fault(input: input, law: error)
    }
  }

  /// An input for which a law does not hold.
  package struct Fault: Error {
    package let input: [UInt8]
    package let law: BrokenLaw
  }
}
