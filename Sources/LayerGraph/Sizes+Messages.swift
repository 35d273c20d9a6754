import ConvArithmetic
public import Escaping

// What is written to be read again, as it is told.

extension Shape: MessageConvertible {
  /// As `description`, with long names shortened.
  public var message: Message {
    rank == 0 ? "scalar" : SizeList.text(dims.map(\.message))
  }
}

extension PerAxis: MessageConvertible where Value: CustomStringConvertible {
  /// "3" where one number says all, else "3×5".
  public var message: Message { SizeList.text(values.map { "\($0.description)" }) }
}

extension Requirement: MessageConvertible {
  /// As `description`, with long names shortened.
  public var message: Message {
    switch self {
    case .bound(let symbol, let least): "\(Dim.symbol(symbol)) ≥ \(least)"
    case .limit(let symbol, let greatest): "\(Dim.symbol(symbol)) ≤ \(greatest)"
    case .remainder(let symbol, let residues):
      "\(Dim.symbol(symbol)) \(all: residues.description)"
    case .atLeast(let dim, let bound): "\(dim) ≥ \(bound)"
    case .equal(let first, let second):
      if let divisor {
        second.isSum ? "(\(second)) % \(divisor) = 0" : "\(second) % \(divisor) = 0"
      } else {
        "\(first) = \(second)"
      }
    }
  }
}

extension Known: MessageConvertible where Value: MessageConvertible {
  public var message: Message {
    switch self {
    case .known(let value): value.message
    case .unknown(let reason): "unknown: \(reason)"
    }
  }
}
