package import Escaping

/// Text on its way to a stream or a file: gathered in one buffer and handed on in pieces, so that what is
/// written needs no memory of its own, however long it gets.
///
/// One object that all who write share. It takes what stands in the source, numbers, text that was escaped,
/// and documents on their way back: no other string gets in.
package final class TextOutput {
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
  private var count = 0
  private let receive: (UnsafeRawBufferPointer) -> Bool
  /// False once nobody wants more. What is written then is dropped, and who has much to write stops.
  package private(set) var isOpen = true

  /// - Parameter receive: takes the next bytes, always whole characters, and tells whether more are wanted.
  package init(_ receive: @escaping (UnsafeRawBufferPointer) -> Bool) { self.receive = receive }

  deinit { buffer.deallocate() }

  package func write(_ literal: StaticString) {
    literal.withUTF8Buffer { write(UnsafeRawBufferPointer($0)) }
  }

  package func write<Rules>(_ text: Escaped<Rules>) {
    var text = text.description
    text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  package func write(_ number: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var (start, rest) = (digits.count, number.magnitude)
      repeat {
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      if number < 0 {
        start -= 1
        digits[start] = UInt8(ascii: "-")
      }
      write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(digits)[start...]))
    }
  }

  /// Lines, each of which is escaped for a terminal and ended.
  package func write(lines: String) {
    let rows = lines.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines.hasSuffix("\n") ? rows.dropLast() : rows[...] {
      write("\(all: String(line))\n" as Message)
    }
  }

  package func write(spaces: Int) {
    var left = spaces
    while left > 0 {
      if count == buffer.count { flush() }
      let now = min(left, buffer.count - count)
      for place in count..<count + now { buffer[place] = UInt8(ascii: " ") }
      (count, left) = (count + now, left - now)
    }
  }

  /// The bytes of a document, which go back to where they came from.
  package func write(verbatim bytes: [UInt8]) {
    bytes.withUnsafeBytes { write($0) }
  }

  /// Bytes of texts that were escaped before.
  func write(_ bytes: UnsafeRawBufferPointer) {
    if bytes.count > buffer.count - count {
      flush()
      if bytes.count > buffer.count {
        if isOpen { isOpen = receive(bytes) }
        return
      }
    }
    UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  /// Hands on what is left in the buffer; the last to be called.
  package func flush() {
    if count > 0, isOpen { isOpen = receive(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    count = 0
  }
}
