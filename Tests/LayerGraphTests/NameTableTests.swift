import LayerGraph
import TestSupport
import Testing

@Suite struct NameTableTests {
  @Test func namesGetNumbersInOrder() {
    var random = SplitMix64(seed: 7)
    var table = NameTable()
    var names: [String] = []
    var numbers: [String: Int] = [:]
    for _ in 0..<20_000 {
      let length = Int(random.next() % 20)
      let name = String((0..<length).map { _ in "abc./é".randomElement(using: &random) ?? "a" })
      let (number, isNew) = table.insert(hash: NameHash.of(name)) { names[$0] == name }
      #expect(isNew == (numbers[name] == nil))
      if isNew {
        numbers[name] = names.count
        names.append(name)
      }
      #expect(number == numbers[name])
    }
    #expect(table.count == names.count)
    for name in names {
      #expect(table.number(hash: NameHash.of(name)) { names[$0] == name } == numbers[name])
      let other = name + "?"
      #expect(table.number(hash: NameHash.of(other)) { names[$0] == other } == nil)
    }
  }

  /// Where all hashes are the same, the names themselves must tell.
  @Test func equalHashesAreToldApart() {
    var table = NameTable(minimumCapacity: 4)
    for name in 0..<600 {
      #expect(table.insert(hash: 1 << 40) { $0 == name }.number == name)
    }
    #expect(table.number(hash: 1 << 40) { $0 == 599 } == 599)
    #expect(table.number(hash: 2 << 40) { _ in true } == nil)
  }

  /// Every byte and the length count.
  @Test func hashesDiffer() {
    var seen: Set<UInt64> = []
    for length in 0..<40 {
      let zeros = [UInt8](repeating: 0, count: length)
      seen.insert(zeros.withUnsafeBytes { NameHash.of($0) })
      for place in 0..<length {
        var name = zeros
        name[place] = 1
        seen.insert(name.withUnsafeBytes { NameHash.of($0) })
      }
    }
    #expect(seen.count == 40 + 40 * 39 / 2)
  }
}
