/// Protobuf messages changed field by field, so that lengths stay true: numbers, names and bytes inside,
/// fields left out, doubled, moved to other messages. Sometimes the bytes alone.
package struct MessageMutation: Mutation {
  private let words: [String]

  /// - Parameter words: names that can stand in any field of text.
  package init(words: [String]) { self.words = words }

  package func mutated(_ original: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    guard !random.oneIn(8), var fields = ProtoField.read(original[...]), !fields.isEmpty else {
      return FileMutation.mutate(original, &random)
    }
    var moved: ProtoField?
    for _ in 0..<random.pick(1...4) {
      var place = random.below(max(1, ProtoField.count(fields)))
      change(&fields, at: &place, &moved, &random)
    }
    return ProtoField.write(fields)
  }

  /// Changes the field that the walk comes to after `place` others.
  private func change(
    _ fields: inout [ProtoField], at place: inout Int, _ moved: inout ProtoField?,
    _ random: inout SplitMix64
  ) {
    for index in fields.indices {
      if place == 0 {
        place = -1
        return change(&fields, index, &moved, &random)
      }
      place -= 1
      if case .message(let tag, var inside) = fields[index] {
        change(&inside, at: &place, &moved, &random)
        if place < 0 {
          fields[index] = .message(tag: tag, inside)
          return
        }
      }
    }
  }

  private func change(
    _ fields: inout [ProtoField], _ index: Int, _ moved: inout ProtoField?,
    _ random: inout SplitMix64
  ) {
    switch random.below(10) {
    case 0: moved = fields.remove(at: index)
    case 1: fields.insert(fields[index], at: random.below(fields.count + 1))
    case 2: fields.swapAt(index, random.below(fields.count))
    case 3:
      let field = moved ?? fields[random.below(fields.count)]
      fields.insert(field, at: index)
      moved = fields[random.below(fields.count)]
    default: fields[index] = changed(fields[index], &random)
    }
  }

  private func changed(_ field: ProtoField, _ random: inout SplitMix64) -> ProtoField {
    switch field {
    case .varint(let tag, let value):
      let other = random.oneOf(
        0, 1, 2, value &+ 1, value &- 1, value &* 2, .max, 1 << 62, 1 << 31, 1 << 16,
        UInt64(random.below(300)), UInt64(bitPattern: Int64(-random.below(9))))
      return .varint(tag: tag, other)
    case .fixed(let tag, let bytes):
      return .fixed(tag: tag, ArraySlice(bytes.map { _ in UInt8(random.below(256)) }))
    case .bytes(let tag, let bytes):
      if random.oneIn(2), let word = words.randomElement(using: &random) {
        return .bytes(tag: tag, ArraySlice(word.utf8))
      }
      return .bytes(tag: tag, FileMutation.mutate(Array(bytes), &random)[...])
    case .message(let tag, let inside):
      // As bytes, so that what only looked like a message changes too.
      let bytes = FileMutation.mutate(ProtoField.write(inside), &random)
      return .bytes(tag: tag, bytes[...])
    }
  }
}
