extension SizeSet {
  /// Those in both; nil where the remainders of both together are those of a modulus past `Residues.longest`.
  public func intersection(_ other: SizeSet) -> SizeSet? {
    combined(with: other) { mine, theirs in
      if mine.isEmpty || mine == theirs || theirs == .all { return mine }
      if theirs.isEmpty || mine == .all { return theirs }
      return mine.intersection(theirs)
    }
  }

  /// Those in either; nil as of an intersection.
  public func union(_ other: SizeSet) -> SizeSet? {
    combined(with: other) { mine, theirs in
      if theirs.isEmpty || mine == theirs { return mine }
      if mine.isEmpty { return theirs }
      if mine == .all || theirs == .all { return .all }
      return mine.union(theirs)
    }
  }

  /// Those in this one that are not in the other.
  public func subtracting(_ other: SizeSet) -> SizeSet? {
    combined(with: other) { mine, theirs in
      if mine.isEmpty || theirs.isEmpty { return mine }
      if mine == theirs || theirs == .all { return Residues.none }
      return theirs.complement.flatMap { mine.intersection($0) }
    }
  }

  /// Between any two ends of stretches remainders decide, in both.
  /// - Parameter together: the remainders of both; nil where they can't be told.
  private func combined(
    with other: SizeSet, _ together: (Residues, Residues) -> Residues?
  ) -> SizeSet? {
    var starts: Set<Int> = [1]
    for stretch in stretches + other.stretches {
      starts.insert(stretch.least)
      if let end = stretch.greatest, end < .max { starts.insert(end + 1) }
    }
    let sorted = starts.sorted()
    var pieces: [(least: Int, greatest: Int?, residues: Residues)] = []
    for (index, start) in sorted.enumerated() {
      let end = index + 1 < sorted.count ? sorted[index + 1] - 1 : nil
      guard let residues = together(self.residues(at: start), other.residues(at: start)) else {
        return nil
      }
      if !residues.isEmpty { pieces.append((start, end, residues)) }
    }
    return SizeSet(Self.told(pieces))
  }

  private func residues(at number: Int) -> Residues {
    stretches.first { $0.least <= number && number <= $0.greatest ?? .max }?.residues ?? .none
  }
}

extension Residues {
  /// All others; nil where their modulus is more than `longest`.
  var complement: Residues? {
    modulus <= Self.longest ? Residues(modulus: modulus) { !contains($0) } : nil
  }
}
