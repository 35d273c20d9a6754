public import Analyses
import ConvArithmetic
public import LayerGraph

/// A layer string in which it is open how often something is repeated: `n*(conv3p1c64)`.
///
///     try RepeatProblem("n*i(conv2d{2^i})")?.solve(reaching: 16_000)?.count        // 14
public struct RepeatProblem: Sendable {
  /// What stands for the number, in small letters.
  public let name: String
  public let text: String
  public let input: InputShape?
  /// What the network is called.
  public let title: String

  /// Nil where each repeat says how often.
  public init?(_ text: String, input: InputShape? = nil, title: String = "network") {
    guard let name = Self.openCounts(in: text).first else { return nil }
    (self.name, self.text, self.input, self.title) = (name, text, input, title)
  }

  /// The names in place of counts, each once, in small letters: letters before a star, outside formulas and comments.
  public static func openCounts(in text: String) -> [String] {
    var (names, word): ([String], String) = ([], "")
    var (isFormula, isComment, isAfterWord) = (false, false, false)
    for character in text.unicodeScalars {
      if isComment || isFormula {
        if character == "\n" { isComment = false }
        if character == "}" { isFormula = false }
        word = ""
        continue
      }
      switch character {
      case "#": isComment = true
      case "{": isFormula = true
      case " ", "\n", "\t", "\r": isAfterWord = true
      case "*":
        let name = word.lowercased()
        if !name.isEmpty, !names.contains(name) { names.append(name) }
        word = ""
      case _ where character.isASCII && character.properties.isAlphabetic:
        word = (isAfterWord ? "" : word) + String(character)
        isAfterWord = false
      default:
        (word, isAfterWord) = ("", false)
      }
    }
    return names
  }

  /// The least number with which the field of the last layer is so large, along each axis.
  public struct Solution: Sendable {
    public let count: Int
    /// With that number, and with one less; nil for none.
    public let report: Report
    public let before: Report?
    /// Whether fewer can't do either: each was looked at, or no layer brings units closer together, with which fields
    /// only grow.
    public let isLeast: Bool
  }

  public enum Failure: Error {
    case layerString(LayerStringError)
    case diagnostic(Diagnostic)
    /// The field with so many, which is the most that can be made.
    case notReached(count: Int, size: Int)
    /// Why the field isn't known, with so many.
    case unknown(count: Int, UnknownReason)
  }

  /// More than these are not looked at one by one.
  private static let fewest = 64

  /// - Complexity: the analyses of at most 64 + 2·log(layers) networks.
  public func solve(reaching size: Int) throws(Failure) -> Solution {
    // The first must be possible.
    var least = try report(of: 1)
    if try least.reaches(size, count: 1) {
      return Solution(count: 1, report: least, before: nil, isLeast: true)
    }
    var (below, above) = (1, 1)
    var (lower, upper): (Report, Report?) = (least, nil)
    while upper == nil {
      let next = above * 2
      guard next <= LayerString.maximumLayers, let report = try? report(of: next) else {
        // Between the last that can be made and one that can't.
        (lower, below) = try largest(
          from: below, lower, below: min(next, LayerString.maximumLayers + 1))
        if try lower.reaches(size, count: below) {
          upper = lower
          above = below
          (below, lower) = (1, least)
          break
        }
        throw .notReached(count: below, size: lower.lastField ?? 0)
      }
      above = next
      if try report.reaches(size, count: next) {
        upper = report
      } else {
        (lower, below) = (report, next)
      }
    }
    guard var upper else { throw .notReached(count: below, size: 0) }
    while above - below > 1 {
      let middle = below + (above - below) / 2
      let report = try report(of: middle)
      if try report.reaches(size, count: middle) {
        (upper, above) = (report, middle)
      } else {
        (lower, below) = (report, middle)
      }
    }
    if upper.onlySpreads {
      return Solution(count: above, report: upper, before: lower, isLeast: true)
    }
    for count in 2..<max(2, min(above, Self.fewest)) {
      least = try report(of: count)
      if try least.reaches(size, count: count) {
        return Solution(
          count: count, report: least, before: try report(of: count - 1), isLeast: true)
      }
    }
    return Solution(
      count: above, report: upper, before: lower, isLeast: above <= Self.fewest)
  }

  /// The largest number of which a network can be made.
  private func largest(
    from count: Int, _ report: Report, below bound: Int
  ) throws(Failure) -> (Report, Int) {
    var (low, lowReport, high) = (count, report, bound)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if let report = try? self.report(of: middle) {
        (low, lowReport) = (middle, report)
      } else {
        high = middle
      }
    }
    return (lowReport, low)
  }

  private func report(of count: Int) throws(Failure) -> Report {
    let graph: Graph
    do throws(LayerStringError) {
      graph = try LayerString(text, input: input, name: title, numbers: [name: count]).graph
    } catch {
      throw .layerString(error)
    }
    do throws(Diagnostic) { return try graph.report() } catch { throw .diagnostic(error) }
  }
}

extension Report {
  /// The least side of the last layer's field; nil where it sees everything.
  package var lastField: Int? {
    let sizes = layers.last?.field.axes.filter { !$0.isGlobal }.compactMap {
      $0.sizes?.value?.lowerBound
    }
    return sizes?.min()
  }

  fileprivate func reaches(_ size: Int, count: Int) throws(RepeatProblem.Failure) -> Bool {
    guard let last = layers.last else { return false }
    for axis in last.field.axes where !axis.isGlobal {
      switch axis.sizes {
      case nil: return false
      case .unknown(let reason)?: throw .unknown(count: count, reason)
      case .known(let own)?: if own.lowerBound < size { return false }
      }
    }
    return last.field.isReached
  }

  /// Whether units of no layer lie closer together than those of what it reads.
  fileprivate var onlySpreads: Bool {
    layers.allSatisfy { layer in
      layer.field.axes.indices.allSatisfy { axis in
        guard let own = layer.field.axes[axis].local?.value?.jump.value else {
          return layer.field.axes[axis].isGlobal
        }
        return layer.inputs.allSatisfy { input in
          let before = layers[input.node].field
          guard before.axes.indices.contains(axis),
            let jump = before.axes[axis].local?.value?.jump.value
          else { return true }
          return jump <= own
        }
      }
    }
  }
}
