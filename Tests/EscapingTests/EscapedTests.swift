import Escaping
import Testing

/// How text of ours and text from outside become one.
struct EscapedTests {
  private let name = "a\u{1B}<b>"

  @Test func literalsAreTrustedAndOutsideTextIsNot() {
    let message: Message = "\u{1B}[1m'\(name)'\u{1B}[0m has \(3) layers, \(0.5) each\n"
    #expect(message.description == "\u{1B}[1m'a\\u{1B}<b>'\u{1B}[0m has 3 layers, 0.5 each\n")
    #expect("\(name)" as Escaped<HTML> == "a\\u{1B}&lt;b&gt;")
    #expect("\(name.prefix(2))\("\n" as Character)" as Message == "a\\u{1B}\\n")
    #expect(Message(escaping: name) == "a\\u{1B}<b>")
    #expect(Message().isEmpty && Message() == "")
  }

  @Test func safeTextStaysAndOthersAreOutside() {
    let message: Message = "\u{1B}[1m\(name)"
    #expect("\(message)!" as Message == "\u{1B}[1ma\\u{1B}<b>!")
    #expect("- \(message)\n" as Escaped<Markdown> == "- \\\\u{1B}[1ma\\\\u{1B}\\<b>\n")
    #expect(Escaped<HTML>(message) == "\\u{1B}[1ma\\u{1B}&lt;b&gt;")
  }

  @Test func sumsAndLists() {
    let names: [Message] = ["a", "\(name)", "c", "d", "e"]
    #expect(names.joined(separator: ", ") == "a, a\\u{1B}<b>, c, d, e")
    #expect(names.joined() == "aa\\u{1B}<b>cde")
    let lists: [(Int, Message)] = [
      (0, ""), (1, "a"), (2, "a and a\\u{1B}<b>"), (4, "a, a\\u{1B}<b>, c and d"),
      (5, "a, a\\u{1B}<b>, c and 2 more"),
    ]
    for (count, list) in lists { #expect(names.prefix(count).listed() == list) }
    #expect(names.listed(atMost: .max) == "a, a\\u{1B}<b>, c, d and e")
    var sum: Message = "x"
    sum += names[1] + "y"
    #expect(sum == "xa\\u{1B}<b>y")
  }

  @Test func aMentionIsBoundedAndDataIsNot() {
    let long = String(repeating: "x", count: 1_000_000)
    let long200: Message = "'\(long)'"
    #expect(long200.description == "'\(long.prefix(99))…\(long.prefix(100))'")
    #expect("'\(long.prefix(200))'" as Message == "'\(long.prefix(200))'")
    #expect("\(all: long)" as Message == Message(escaping: long))
    #expect("\(long)" as Escaped<CSV> == Escaped(escaping: long))
    // One character of many scalars is many.
    let marks = "e" + String(repeating: "\u{301}", count: 1000)
    let mention: Message = "\(marks)"
    #expect(mention.description.unicodeScalars.count < 1500)
    #expect("abcdef".abridged(to: 5) == "a…def" && "abcde".abridged(to: 5) == "abcde")
  }

  struct Lost: Error, MessageConvertible {
    let name: String
    var message: Message { "there is no '\(name)'" }
  }

  @Test func whatHasAMessageIsDescribedByIt() {
    let error = Lost(name: name)
    #expect(error.description == "there is no 'a\\u{1B}<b>'")
    #expect("Error: \(error)." as Message == "Error: there is no 'a\\u{1B}<b>'.")
  }

  @Test func layout() {
    let message: Message = "one \("日本") three"
    #expect(message.padded(to: 16, .left) == "one 日本 three  ")
    #expect(message.padded(to: 16, .right) == "  one 日本 three")
    #expect(message.shortened(to: 9) == "one …hree")
    #expect(message.wrapped(to: 8) == "one 日本\n  three\n")
    #expect(message.wrapped(to: 3) == "one\n  日本\n  three\n")
    #expect(message.wrapped(to: 80, indent: 0) == "one 日本 three\n")
    #expect(("" as Message).wrapped(to: 10) == "\n")
  }
}
