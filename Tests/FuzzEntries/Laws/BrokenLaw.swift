/// Something that should always hold and did not.
package struct BrokenLaw: Error, CustomStringConvertible {
  let law: String
  let evidence: String

  package var description: String { "\(law), but: \(evidence)" }
}

/// - Parameter evidence: the values that clash.
func require(
  _ law: String, _ holds: Bool, _ evidence: @autoclosure () -> String
) throws(BrokenLaw) {
  if !holds { throw BrokenLaw(law: law, evidence: evidence()) }
}

func requireEqual<Value: Equatable>(
  _ law: String, _ first: Value, _ second: Value
) throws(BrokenLaw) {
  try require(law, first == second, "\(first)\n– and –\n\(second)")
}
