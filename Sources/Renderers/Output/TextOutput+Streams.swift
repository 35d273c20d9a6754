extension TextOutput {
  /// Hands on to a stream of the standard library what `body` writes.
  package static func writing<Stream: TextOutputStream>(
    to stream: inout Stream, _ body: (TextOutput) -> Void
  ) {
    withoutActuallyEscaping({ (bytes: UnsafeRawBufferPointer) in
      stream.write(String(decoding: bytes, as: UTF8.self))
      return true
    }) { receive in
      let output = TextOutput(receive)
      body(output)
      output.flush()
    }
  }

  /// What `body` writes, as one string.
  package static func text(_ body: (TextOutput) -> Void) -> String {
    var text = ""
    writing(to: &text, body)
    return text
  }
}
