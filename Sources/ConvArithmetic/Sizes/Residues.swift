/// A set of integers that depends on the remainder alone: all of one class, or of several.
///
///     Residues(modulus: 8) { $0 < 2 || $0 == 7 }      // % 8 = 0, 1 or 7
public struct Residues: Hashable, Sendable {
  /// The least that tells.
  public let modulus: Int
  /// The remainders, as runs in ascending order that don't touch.
  public let runs: [ClosedRange<Int>]

  /// Whether a number is among them.
  public func contains(_ number: Int) -> Bool {
    let remainder = number.floorRemainder(modulus)
    return runs.contains { $0.contains(remainder) }
  }

  /// Sets of several classes are told apart up to this modulus.
  package static let longest = 1024

  public var isEmpty: Bool { runs.isEmpty }

  /// Where they are a single class.
  public var congruence: Congruence? {
    runs.count == 1 && runs[0].count == 1
      ? Congruence(modulus: modulus, remainder: runs[0].lowerBound) : nil
  }

  /// Those of 0 ..< modulus that satisfy something.
  /// - Parameter modulus: positive.
  /// - Complexity: O(modulus · its divisors).
  public init(modulus: Int, where isIn: (Int) throws -> Bool) rethrows {
    let members = try (0..<modulus).map(isIn)
    let least = (1...modulus).first { candidate in
      modulus.isMultiple(of: candidate)
        && members.indices.allSatisfy { members[$0] == members[$0 % candidate] }
    }
    self.modulus = least ?? modulus
    var runs: [ClosedRange<Int>] = []
    for (remainder, isMember) in members.prefix(self.modulus).enumerated() where isMember {
      if let last = runs.last, last.upperBound == remainder - 1 {
        runs[runs.count - 1] = last.lowerBound...remainder
      } else {
        runs.append(remainder...remainder)
      }
    }
    self.runs = runs
  }

  /// One class.
  public init(_ congruence: Congruence) {
    modulus = congruence.modulus
    runs = [congruence.remainder...congruence.remainder]
  }

  /// - Parameter factor: positive.
  public init(multiplesOf factor: Int) { self.init(Congruence(modulus: factor)) }

  /// Those in both; nil where their modulus is more than `longest`.
  package func intersection(_ other: Residues) -> Residues? {
    let common = Int(greatestCommonDivisor(modulus.magnitude, other.modulus.magnitude))
    guard let product = try? modulus.times(other.modulus / common), product <= Self.longest else {
      return nil
    }
    return Residues(modulus: product) { contains($0) && other.contains($0) }
  }

  /// Those in either; nil where their modulus is more than `longest`.
  package func union(_ other: Residues) -> Residues? {
    let common = Int(greatestCommonDivisor(modulus.magnitude, other.modulus.magnitude))
    guard let product = try? modulus.times(other.modulus / common), product <= Self.longest else {
      return nil
    }
    return Residues(modulus: product) { contains($0) || other.contains($0) }
  }
}

extension Residues: CustomStringConvertible {
  /// "% 8 = 0", "% 8 = 0, 1 or 7", "% 32 = 0 or 17…31".
  public var description: String {
    let texts = runs.flatMap { run -> [String] in
      run.count > 2
        ? ["\(run.lowerBound)…\(run.upperBound)"] : run.map { "\($0)" }
    }
    let list =
      texts.count < 2
      ? texts.joined() : texts.dropLast().joined(separator: ", ") + " or " + texts[texts.count - 1]
    return "% \(modulus) = \(list)"
  }

  /// Reads what `description` writes; nil for anything else.
  package init?(parsing text: some StringProtocol) {
    guard let percent = text.firstIndex(of: "%"), let sign = text.firstIndex(of: "="),
      percent < sign, text[..<percent].allSatisfy(\.isWhitespace),
      let modulus = Self.number(text[text.index(after: percent)..<sign]), modulus > 0
    else { return nil }
    var runs: [ClosedRange<Int>] = []
    let list = text[text.index(after: sign)...].split { $0 == " " || $0 == "," }
    for part in list where part != "or" {
      let ends = part.split(separator: "…", omittingEmptySubsequences: false)
      guard ends.count <= 2, let low = Self.number(ends[0]),
        let high = Self.number(ends[ends.count - 1]), low <= high, high < modulus
      else { return nil }
      runs.append(low...high)
    }
    if runs.count == 1, runs[0].count == 1 {
      self.init(Congruence(modulus: modulus, remainder: runs[0].lowerBound))
    } else if !runs.isEmpty, modulus <= Self.longest {
      self.init(modulus: modulus) { number in runs.contains { $0.contains(number) } }
    } else {
      return nil
    }
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    let digits = text.drop { $0 == " " }.prefix { $0 != " " }
    return digits.allSatisfy { ("0"..."9").contains($0) } ? Int(digits) : nil
  }
}
