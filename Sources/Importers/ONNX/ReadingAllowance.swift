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
    private(set) var left: Int

    fileprivate init(_ greatest: Int) {
      self.greatest = greatest
      left = greatest
    }

    var isUsedUp: Bool { left < 0 }

    /// False once there is nothing left.
    mutating func take(_ amount: Int) -> Bool {
      if left < 0 || amount > left {
        left = -1
        return false
      }
      left -= amount
      return true
    }
  }
}
