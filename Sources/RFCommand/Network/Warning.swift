import RFKit

/// What may be meant otherwise than it was taken. The evidence is here; the text is made below.
enum Warning: Hashable {
  /// The last size looks like the channels.
  case channelsLast(InputShape, meant: InputShape, madeFor: Channels?)
  /// Two sizes are a sequence, and look like an image.
  case sequence(InputShape, meant: [InputShape])
  /// What a network of the zoo learns depends on the size of its input.
  case sized(Sized)
  /// A file says of its outputs what its nodes don't make: the first, and how many more.
  case declaredOtherwise(DeclaredOutput, made: Shape, others: Int)

  /// How many channels a network is made for.
  struct Channels: Hashable {
    let network: String
    let count: Int
  }

  /// The parameters for the size that was given and for the network's own.
  struct Sized: Hashable {
    let network: String
    let given: Count
    let own: Count
    /// The layers whose parameters differ.
    let layers: [String]

    struct Count: Hashable {
      let shape: Shape
      let parameters: Dim
    }
  }
}

extension Warning: MessageConvertible {
  var message: Message {
    switch self {
    case .channelsLast(let input, let meant, let madeFor):
      "'--input \(input.typed)' was read as \(input.reading)"
        + (madeFor.map { ", but \($0.network) is made for \(channels($0.count))" } ?? "")
        + ". Was '\(meant.typed)' meant?"
    case .sequence(let input, let meant):
      "'--input \(input.typed)' was read as \(input.reading). Was "
        + meant.map { "'\($0.typed)'" }.joined(separator: " or ") + " meant?"
    case .sized(let sized):
      "what \(sized.network) learns depends on the size of the input: "
        + "\(number(sized.given)) parameters at \(sized.given.shape), but \(number(sized.own)) at its own "
        + "\(sized.own.shape) (\(layers(sized.layers)))."
    case .declaredOtherwise(let output, let made, let others):
      "the file declares '\(output.name)' as \(output), but its nodes make \(made), which is what is told"
        + (others == 0
          ? "." : "; so it is with \(others) more output\(others == 1 ? "" : "s").")
    }
  }

  private func channels(_ count: Int) -> Message { count == 1 ? "1 channel" : "\(count) channels" }

  private func number(_ count: Sized.Count) -> Message {
    count.parameters.message(under: .none, grouping: true)
  }

  private func layers(_ names: [String]) -> Message {
    guard let first = names.first else { return "" }
    let others = names.count - 1
    return "in '\(first)'" + (others == 0 ? "" : " and \(others) more")
  }
}

/// The warnings of one command, in the order in which they were noticed.
final class Warnings {
  private(set) var all: [Warning] = []

  func add(_ warning: Warning?) {
    if let warning { all.append(warning) }
  }

  /// As they are printed, beside the result.
  var text: Message { all.map { "Warning: \($0)\n" }.joined() }
}
