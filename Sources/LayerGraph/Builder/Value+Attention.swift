extension Value {
  public func attention(heads: Int, bias: Bool = true, named name: String? = nil) -> Value {
    then(.multiHeadAttention(MultiHeadAttention(heads: heads, hasBias: bias)), named: name)
  }

  public func windowAttention(
    window: PerAxis<Int>, tableWindow: PerAxis<Int>? = nil, shift: PerAxis<Int> = 0, heads: Int,
    bias: Bool = true, named name: String? = nil
  ) -> Value {
    then(
      .windowAttention(
        WindowAttention(
          window: window, tableWindow: tableWindow, shift: shift, heads: heads, hasBias: bias)),
      named: name)
  }
}
