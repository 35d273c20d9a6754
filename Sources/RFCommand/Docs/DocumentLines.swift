/// A document as lines of bytes. Joined again they are the document, whatever its encoding, line
/// ends or lack of a last one; a byte order mark belongs to the first line.
struct DocumentLines {
  let lines: [Line]

  struct Line: Hashable {
    let text: [UInt8]
    /// "\n", "\r\n", or nothing at the very end.
    let ending: [UInt8]

    var bytes: [UInt8] { text + ending }

    /// For looking at, not for writing back.
    var string: String { String(decoding: text, as: UTF8.self) }
  }

  init(_ bytes: [UInt8]) {
    let (newline, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var (lines, start) = ([Line](), 0)
    while start < bytes.count {
      guard let end = bytes[start...].firstIndex(of: newline) else {
        lines.append(Line(text: Array(bytes[start...]), ending: []))
        break
      }
      let isCRLF = end > start && bytes[end - 1] == carriageReturn
      lines.append(
        Line(
          text: Array(bytes[start..<(isCRLF ? end - 1 : end)]),
          ending: isCRLF ? [carriageReturn, newline] : [newline]))
      start = end + 1
    }
    self.lines = lines
  }
}
