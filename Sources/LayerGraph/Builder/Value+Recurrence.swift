extension Value {
  /// A recurrent layer on T×N×features; every step's state, of which further outputs are the last.
  public func lstm(
    _ hiddenSize: Int, direction: Recurrence.Direction = .forward, samplesFirst: Bool = false,
    bias: Bool = true, named name: String? = nil
  ) -> Value {
    recurrence(
      Recurrence(
        .lstm, hiddenSize: hiddenSize, direction: direction, hasSamplesFirst: samplesFirst,
        hasBias: bias), named: name)
  }

  /// As `lstm`. The reset gate weighs the product, as PyTorch has it.
  public func gru(
    _ hiddenSize: Int, direction: Recurrence.Direction = .forward, samplesFirst: Bool = false,
    bias: Bool = true, named name: String? = nil
  ) -> Value {
    recurrence(
      Recurrence(
        .gru, hiddenSize: hiddenSize, direction: direction, hasSamplesFirst: samplesFirst,
        hasBias: bias, resetsProduct: true), named: name)
  }

  /// Any recurrent layer, with the lengths and first states that it reads.
  public func recurrence(
    _ layer: Recurrence, with others: [Value] = [], named name: String? = nil
  ) -> Value {
    then(.recurrence(layer), with: others, named: name)
  }
}
