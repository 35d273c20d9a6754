extension KernelContext {
  /// A function of each element of the first input.
  @inline(__always)
  mutating func map(
    _ function: (inout A, Element) -> Element
  ) throws(ExecutionProblem) -> TensorType {
    var math = self.math
    defer { self.math = math }
    return try overInput { input, output, count in
      for place in 0..<count { output[place] = function(&math, input[place]) }
    }
  }

  /// A function of each element of the first input and of one or two numbers of its channel. Element i
  /// belongs to channel (i / plane) mod channels.
  @inline(__always)
  mutating func map(
    _ first: Learned<Element>, _ second: Learned<Element>?, channels: Int, plane: Int,
    _ function: (inout A, Element, Element, Element) -> Element
  ) throws(ExecutionProblem) -> TensorType {
    var math = self.math
    defer { self.math = math }
    return try overInput { input, output, count in
      first.withView { first in
        second.withView { second in
          let second = second ?? first
          var (place, channel) = (0, 0)
          while place < count {
            let (x, y) = (first[channel], second[channel])
            for index in place..<place &+ plane {
              output[index] = function(&math, input[index], x, y)
            }
            place &+= plane
            channel = channel &+ 1 == channels ? 0 : channel &+ 1
          }
        }
      }
    }
  }

  /// Makes a tensor of the first input's sizes, in the input's memory where nobody else needs that.
  @inline(__always)
  private mutating func overInput(
    _ fill: (UnsafePointer<Element>, UnsafeMutablePointer<Element>, Int) -> Void
  ) throws(ExecutionProblem) -> TensorType {
    let isOwned = isLastReader[0]
    var tensor = takeInput()
    let count = tensor.elements.count
    guard isOwned else {
      return try Tensor(sizes: tensor.sizes, limit: limit) { output in
        tensor.withPointer { fill($0, output, count) }
      }
    }
    tensor.elements.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { fill(UnsafePointer(base), base, count) }
    }
    return tensor
  }
}
