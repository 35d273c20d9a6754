/// A tensor of parameters as a kernel reads it: its elements, or one neutral element that stands for
/// all of them where only its being read matters.
struct Learned<Element: Sendable & BitwiseCopyable> {
  private let tensor: Tensor<Element>
  private let isNeutral: Bool

  init(_ elements: [Element]) {
    tensor = Tensor(trusted: [elements.count], elements)
    isNeutral = false
  }

  /// Numbers that are no parameters, read as such.
  init(_ tensor: Tensor<Element>) {
    (self.tensor, isNeutral) = (tensor, false)
  }

  init(neutral element: Element) {
    tensor = Tensor(trusted: [1], [element])
    isNeutral = true
  }

  func withView<Result>(_ body: (ElementView<Element>) -> Result) -> Result {
    tensor.withPointer { body(ElementView($0, isNeutral: isNeutral)) }
  }
}

extension Optional {
  /// The elements of a tensor that may be missing.
  func withView<Element, Result>(
    _ body: (ElementView<Element>?) -> Result
  ) -> Result where Wrapped == Learned<Element> {
    guard let learned = self else { return body(nil) }
    return learned.withView { body($0) }
  }
}

/// Elements behind a pointer, which may all be one.
struct ElementView<Element: Sendable & BitwiseCopyable> {
  let base: UnsafePointer<Element>
  /// All ones, or zero where every index means the one element that is there.
  private let mask: Int

  init(_ base: UnsafePointer<Element>, isNeutral: Bool = false) {
    self.base = base
    mask = isNeutral ? 0 : -1
  }

  private init(_ base: UnsafePointer<Element>, mask: Int) {
    self.base = base
    self.mask = mask
  }

  @inline(__always)
  subscript(_ index: Int) -> Element { base[index & mask] }

  /// The operand from element `index` on.
  func advanced(by index: Int) -> ElementView { ElementView(base + (index & mask), mask: mask) }
}
