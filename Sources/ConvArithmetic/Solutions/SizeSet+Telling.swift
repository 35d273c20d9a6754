/// Sets are kept in one form: ends are members, what is without gaps has no remainders, neighbours are joined where one
/// stretch tells of both.
extension SizeSet {
  /// From pieces in ascending order without overlap.
  static func told(
    _ pieces: [(least: Int, greatest: Int?, residues: Residues)]
  ) -> [Stretch] {
    var told: [Stretch] = []
    for piece in pieces {
      guard let next = tightened(piece) else { continue }
      guard let before = told.last else {
        told.append(next)
        continue
      }
      if let joined = before.joined(with: next) {
        told[told.count - 1] = joined
      } else {
        told.append(next)
      }
    }
    // What comes late may tell of what came before: 12, 28, all from 44 on that leave 12.
    var joined: [Stretch] = []
    for stretch in told.reversed() {
      if let next = joined.last, let both = stretch.joined(with: next) {
        joined[joined.count - 1] = both
      } else {
        joined.append(stretch)
      }
    }
    return joined.reversed()
  }

  private static func tightened(
    _ piece: (least: Int, greatest: Int?, residues: Residues)
  ) -> Stretch? {
    guard let least = piece.residues.next(atLeast: max(1, piece.least)) else { return nil }
    guard let end = piece.greatest else {
      return Stretch(least: least, greatest: nil, residues: piece.residues)
    }
    guard end >= least, let greatest = piece.residues.last(atMost: end) else { return nil }
    let hasNoGap =
      greatest - least < piece.residues.modulus
      && (least...greatest).allSatisfy(piece.residues.contains)
    return Stretch(least: least, greatest: greatest, residues: hasNoGap ? .all : piece.residues)
  }
}

extension SizeSet.Stretch {
  /// One that holds just what both hold, where such a one has the remainders of either; `other` lies behind.
  func joined(with other: Self) -> Self? {
    for residues in residues == other.residues ? [residues] : [residues, other.residues] {
      let whole = Self(least: least, greatest: other.greatest, residues: residues)
      if whole.isSum(of: self, other) { return whole }
    }
    return nil
  }

  /// Whether it holds just what two hold, of which the first begins and the second ends it.
  private func isSum(of first: Self, _ second: Self) -> Bool {
    guard let end = first.greatest else { return false }
    // Nothing between them.
    if let next = residues.next(atLeast: end + 1), next != second.least { return false }
    return agrees(with: first) && agrees(with: second)
  }

  /// Whether both hold the same from the ends of the other on. Short stretches are gone through.
  private func agrees(with part: Self) -> Bool {
    if part.residues == residues { return true }
    guard let end = part.greatest, end - part.least <= 2 * Residues.longest else { return false }
    var number = part.least
    while true {
      guard residues.contains(number) else { return false }
      guard number < end, let next = part.residues.next(atLeast: number + 1) else { return true }
      guard residues.next(atLeast: number + 1) == next else { return false }
      number = next
    }
  }
}
