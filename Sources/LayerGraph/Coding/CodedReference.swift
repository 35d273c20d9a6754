/// A value by the name of its node: "conv1", or "split#1" for the output that comes second.
///
/// What follows the last "#" is a number of an output wherever it is one. A name that ends so itself is
/// therefore followed by "#0": the first output of a node "a#1" is "a#1#0".
package struct CodedReference: CodedSetting, Equatable {
  package let node: String
  package let output: Int
  package let place: Int

  init(node: String, output: Int) {
    self.node = node
    self.output = output
    place = 0
  }

  package init(coded: CodedValue) throws(CodingFault) {
    let text = try String(coded: coded)
    let parts = Self.parts(of: text)
    node = parts.map { String($0.node) } ?? text
    output = parts?.output ?? 0
    place = coded.place
  }

  package var coded: CodedValue.Content { .string(Self.text(node, output: output)) }

  package static func text(_ node: String, output: Int = 0) -> String {
    output == 0 && parts(of: node) == nil ? node : "\(node)#\(output)"
  }

  /// The name and the number; nil when the text does not end with a number of an output.
  private static func parts(of text: String) -> (node: Substring, output: Int)? {
    guard let sign = text.utf8.lastIndex(of: UInt8(ascii: "#")) else { return nil }
    let digits = text.utf8[text.utf8.index(after: sign)...]
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let output = Int(Substring(digits))
    else { return nil }
    return (text[..<sign], output)
  }
}
