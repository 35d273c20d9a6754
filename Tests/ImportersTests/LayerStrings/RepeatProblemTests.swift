import Analyses
import ConvArithmetic
import Foundation
import Importers
import LayerGraph
import Testing

/// How often something is repeated until a field is so large.
@Suite struct RepeatProblemTests {
  /// Against the same text with numbers in it, one after the other.
  @Test(arguments: [
    ("n*(conv3p1c64)", 31, 15), ("n*(conv3p1c64)", 30, 15), ("n*i(conv2d{2^i})", 16_000, 14),
    ("n*conv3p1c8", 1, 1), ("conv7s2p3c8,N*(conv3p1c8,relu),pool2s2", 100, 23),
    ("n*i(2*(conv3d{2^i}p{2^i}c4))", 500, 7), ("3*(n*conv3c4)", 40, 7),
    ("conv3s2p1c8, n *(conv3p1c8) , up2", 50, 12), ("n*(conv3s2p1c8)", 1000, 9),
    ("n*(conv3p1c8,up2)", 4, 2), ("n*i(conv3p1c{n+i+1})", 9, 4),
  ])
  func leastCounts(text: String, size: Int, expected: Int) throws {
    let solution = try #require(RepeatProblem(text)).solve(reaching: size)
    #expect(solution.count == expected)
    #expect(solution.isLeast)
    func field(_ count: Int) throws -> Int {
      let number = text.replacingOccurrences(of: "{n+", with: "{\(count)+")
        .replacingOccurrences(of: "n*", with: "\(count)*").replacingOccurrences(
          of: "n *", with: "\(count)*"
        )
        .replacingOccurrences(of: "N*", with: "\(count)*")
      let report = try Graph(layers: number).report()
      return try #require(report.layers.last?.field.axes[0].sizes?.value?.lowerBound)
    }
    let first = try (1...expected).first { try field($0) >= size }
    #expect(first == expected)
    #expect(
      try field(expected) == solution.report.layers.last?.field.axes[0].sizes?.value?.lowerBound)
  }

  @Test(arguments: [
    ("n*(conv3)", ["n"]), ("3*(conv3)", []), ("conv3,n*i(conv{2*i})", ["n"]), ("", []),
    ("a * (b*conv3) # c*d\n,e*conv3", ["a", "b", "e"]), ("3*i(conv3)", []), ("n*n*conv3", ["n"]),
  ])
  func openCountsAreFound(text: String, names: [String]) {
    #expect(RepeatProblem.openCounts(in: text) == names)
    #expect(RepeatProblem(text)?.name == names.first)
  }

  @Test func whatIsNeverReached() throws {
    let pointwise = try #require(RepeatProblem("n*(conv1c4)"))
    #expect(throws: RepeatProblem.Failure.self) { try pointwise.solve(reaching: 2) }
    do throws(RepeatProblem.Failure) {
      _ = try pointwise.solve(reaching: 2)
    } catch {
      guard case .notReached(let count, let size) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(count == LayerString.maximumLayers)
      #expect(size == 1)
    }
  }
}
