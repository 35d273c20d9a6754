import LayerGraph

// Which attributes are written alike: the same bytes mean the same.

extension AttributeSet {
  /// Equal for attributes that are written alike, whatever they mean.
  var hash: UInt64 {
    guard let entries else { return letters(span) }
    return entries.reduce(NameHash.start(UInt64(entries.count))) { hash, entry in
      NameHash.adding(letters(entry.message), to: NameHash.adding(letters(entry.name), to: hash))
    }
  }

  private func letters(_ range: Range<Int>) -> UInt64 {
    NameHash.of(UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  /// From the first message to the end of the last one.
  private var span: Range<Int> {
    guard let first = messages.first, let last = messages.last else { return 0..<0 }
    return first.lowerBound..<max(first.lowerBound, last.upperBound)
  }

  /// Whether the same names have the same bytes in the same order.
  func isWritten(like other: AttributeSet) -> Bool {
    if let entries {
      guard let others = other.entries else { return false }
      return entries.elementsEqual(others) { one, other in
        isSame(one.name, other.name) && isSame(one.message, other.message)
      }
    }
    guard other.entries == nil, messages.count == other.messages.count else { return false }
    var (mine, its) = (messages.startIndex, other.messages.startIndex)
    let distance = other.span.lowerBound - span.lowerBound
    while mine < messages.endIndex {
      let (one, other) = (messages[mine], other.messages[its])
      if other.lowerBound - one.lowerBound != distance || other.count != one.count { return false }
      mine += 1
      its += 1
    }
    return isSame(span, other.span)
  }
}
