public import Escaping
import LayerGraph

extension GraphJSONError.Reason: MessageConvertible {
  /// What is wrong, both values that clash, and what to write instead.
  public var message: Message {
    switch self {
    case .schemaMissing:
      "this is no rfcalc graph: it has no \"schema\": \"\(GraphSchema.identifier)\""
    case .otherSchema(let schema):
      "the schema is '\(schema)', but only '\(GraphSchema.identifier)' can be read"
    case .setting(let key, let problem): problem.text(of: key)
    case .nameRepeated(let name, let line):
      "a node on line \(line) is named '\(name)' too; rename one of them"
    case .unknownNode(let name, let suggestion):
      "there is no node '\(name)'\(suggestion.map { "; did you mean '\($0)'?" } ?? "")"
    case .graph(let diagnostic): diagnostic.message
    default: syntaxText
    }
  }

  private var syntaxText: Message {
    switch self {
    case .empty: "there is no network; 'rfcalc NETWORK --format graph' writes one"
    case .valueExpected(let found): "a value must stand here, found \(found.found)"
    case .keyExpected(let found): "a key in quotes must stand here, found \(found.found)"
    case .colonExpected(let found): "':' must follow a key, found \(found.found)"
    case .separatorExpected(let closing, let found):
      "',' or '\(closing)' must stand here, found \(found.found)"
    case .trailingComma: "nothing follows this comma; remove it"
    case .notClosed("\""): "this string is never closed; add '\"'"
    case .notClosed(let bracket):
      "this bracket is never closed; add '\(bracket == "{" ? "}" : "]")'"
    case .textBehind: "the document ends before this; remove what follows"
    case .notUTF8: "this is not UTF-8"
    case .controlCharacter(let character):
      "\(character.quoted) can't stand in a string; write it as an escape such as \\n or \\u001b"
    case .unknownEscape(let found):
      found == "u"
        ? "four hexadecimal digits must follow \\u"
        : "a backslash can't stand before \(found.found); write \\\\ for one"
    case .loneSurrogate: "this is half of a character; \\ud83d and the like come in pairs"
    case .malformedNumber: "this is no number as JSON writes them: -1, 0.5, 2e-5"
    case .numberTooLarge: "this number is too large"
    case .tooDeep(let limit): "brackets are nested more than \(limit) deep"
    case .tooLong: "the text is longer than 4 GiB"
    default: ""
    }
  }
}
