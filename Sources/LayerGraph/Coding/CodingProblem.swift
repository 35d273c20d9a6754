public import ConvArithmetic

/// What is wrong with a setting in a document. The text is made in `CodingProblem+Text.swift`.
public enum CodingProblem: Hashable, Sendable {
  case mustBe(Expectation, found: String)
  case tooLarge(found: String)
  /// A word that is none of those that may stand here.
  case unknownWord(String, allowed: [String], suggestion: String?)
  case unknownKey(String, of: String, allowed: [String], suggestion: String?)
  case keyRepeated(String)
  case keyMissing(String, of: String)
  /// A formula that is none.
  case size(String, DimSyntaxError.Reason)
  case other(Problem)

  /// What may stand in a place.
  public enum Expectation: Hashable, Sendable {
    case boolean, wholeNumber, number, string, list, object, size, fraction, condition
    case wholeNumberOr(String)
  }
}

/// A problem and where it is.
package struct CodingFault: Error {
  package let problem: CodingProblem
  /// The offset of the value or the key in the document.
  package let place: Int
  /// How many characters into the text of a string it lies.
  package var charactersIn: Int?
  /// The key whose value it is about.
  package var key: String?

  package init(_ problem: CodingProblem, at place: Int, charactersIn: Int? = nil) {
    self.problem = problem
    self.place = place
    self.charactersIn = charactersIn
  }

  package init(_ expectation: CodingProblem.Expectation, _ found: CodedValue) {
    self.init(.mustBe(expectation, found: "\(found.content)"), at: found.place)
  }
}
