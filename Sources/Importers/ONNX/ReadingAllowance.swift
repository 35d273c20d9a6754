import LayerGraph

/// What a file may ask for beyond what it spells out: a few bytes can ask for constants of thousands of
/// elements or for the same setting a million times. Real files use a small part of each.
struct ReadingAllowance {
  /// Elements of constants that may be computed and kept.
  var computedElements: Allowance
  /// Elements of constants that may be looked at, those of the file at each look.
  var elements: Allowance
  /// Bytes of settings and names in functions, at each call.
  var functionBytes: Allowance
  /// Tensors of the file that constants are made of, for each constant and each use.
  var parts: Allowance
  /// Values in sequences, at each use of one.
  var sequenceValues: Allowance

  /// - Parameter bytes: the size of the file: what it spells out may be looked at.
  init(fileOf bytes: Int) {
    computedElements = Allowance((1 << 20) + bytes / 16)
    elements = Allowance((1 << 22) + bytes)
    functionBytes = Allowance((1 << 24) + bytes)
    parts = Allowance((1 << 20) + bytes)
    sequenceValues = Allowance((1 << 20) + bytes)
  }

  struct Allowance {
    let greatest: Int
    /// What was asked for, up to what was too much.
    private(set) var asked = 0

    fileprivate init(_ greatest: Int) { self.greatest = greatest }

    var isUsedUp: Bool { asked > greatest }

    /// False once more was asked for than there is.
    mutating func take(_ amount: Int) -> Bool {
      if isUsedUp { return false }
      let (sum, overflow) = asked.addingReportingOverflow(amount)
      asked = overflow ? .max : sum
      return !isUsedUp
    }
  }
}

extension UnreadConstants {
  /// Those of the whole file.
  init(_ allowance: ReadingAllowance.Allowance) {
    self.init(elements: allowance.asked, greatest: allowance.greatest)
  }
}
