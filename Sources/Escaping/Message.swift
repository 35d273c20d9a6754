/// What people are told: on the terminal, on standard output or standard error.
public typealias Message = Escaped<Terminal>

extension Message {
  /// Of a list that a file can make long, so many entries are named in a message.
  public static var longestList: Int { 12 }
}

/// What can be told to people. Its description is its message.
///
///     struct NotFound: Error, MessageConvertible {
///       let name: String
///       var message: Message { "there is no '\(name)'" }
///     }
///
/// Values that are written to be read again have an exact description beside their message.
public protocol MessageConvertible: CustomStringConvertible {
  var message: Message { get }
}

extension MessageConvertible {
  public var description: String { message.description }
}
