public import Escaping
import LayerGraph

extension LayerStringError.Reason: MessageConvertible {
  /// What is wrong, both values that clash, and what to write instead.
  public var message: Message {
    switch self {
    case .unknownLayer, .unknownKey, .keyOfOthers, .setTwice, .sizeMissing, .sizeUnexpected,
      .branchesMissing, .branchesUnexpected, .tooFewBranches, .channelsOpen:
      layerText
    case .numberMissing, .numberNegative, .numberTooLarge, .numberNotWhole, .numberTooSmall,
      .numberSingle, .numberSides, .axisCount, .tooManyAxes:
      numberText
    case .operandExpected, .signExpected, .braceNotClosed, .formulaTooLong, .unknownIndex,
      .indexTaken,
      .resultTooLarge, .dividedByZero, .powerNegative, .inRound:
      formulaText
    case .graph(let diagnostic): diagnostic.message
    default: structureText
    }
  }

  private var layerText: Message {
    switch self {
    case .unknownLayer(let name, let suggestion):
      "unknown layer '\(name)'" + Self.meant(suggestion)
    case .unknownKey(let key, let layer, let keys, let suggestion):
      "unknown setting '\(key)' of '\(layer)'"
        + (suggestion.map { "; did you mean '\($0)'? It has " } ?? "; it has ")
        + Self.settings(keys)
    case .keyOfOthers(let key, let title, let layer, let keys):
      "'\(layer)' has no setting '\(key)'" + (key == title ? "" : " (\(title))")
        + "; it has " + Self.settings(keys)
    case .setTwice(let title, let first, let second):
      first == second
        ? "'\(first)' is given twice; keep one"
        : "\(title) is set twice, by '\(first)' and '\(second)'; keep one"
    case .sizeMissing(let what, let layer, let example):
      "'\(layer)' needs a \(what); write \(example)"
    case .sizeUnexpected(let layer): "'\(layer)' takes no size; write '\(layer)' alone"
    case .branchesMissing(let layer):
      "'\(layer)' needs branches; write '\(layer)(conv3p1 | conv1)'"
    case .branchesUnexpected(let layer):
      "'\(layer)' takes no brackets; write its settings after it and ',' before the next layer"
    case .tooFewBranches(let layer):
      layer.lowercased() == "residual"
        ? "'residual' has only an empty branch; write 'residual(conv3p1)' to add its input"
        : "'\(layer)' joins at least 2 branches; write '\(layer)(conv3p1 | conv1)', "
          + "an empty branch is the input itself"
    case .channelsOpen(let layer, let example):
      "'\(layer)' must know its channels, which are open here; write them as in '\(example)'"
    default: ""
    }
  }

  private var numberText: Message {
    switch self {
    case .numberMissing(let key, let found):
      "a number must follow '\(key)', found \(found.found)"
    case .numberNegative(let what): "\(what) can't be negative; write it without '-'"
    case .numberTooLarge(let digits): "the number '\(digits)' is too large"
    case .numberNotWhole(let what, let number):
      "\(what) must be a whole number, not '\(number)'"
    case .numberTooSmall(let what, let value, let least):
      "\(what) is \(value), but must be at least \(least)"
    case .numberSingle(let what): "\(what) is one number; it can't be given for each axis"
    case .numberSides(let what):
      "\(what) has no sides; only padding and crop can differ before and after an axis"
    case .axisCount(let what, let given, let rank, .setting):
      "\(what) has \(given) numbers, but an earlier setting has \(rank); "
        + "give one number for all axes or one for each"
    case .axisCount(let what, let given, let rank, .input(let input)):
      "\(what) has \(given) numbers, but the input \(input.description) has \(Self.axes(rank)); "
        + "give one number for all axes or one for each, or an input such as "
        + "'\(input.example(spatialRank: given))'"
    case .tooManyAxes(let what, let given):
      "\(what) has \(given) numbers, but there are at most 3 spatial axes"
    default: ""
    }
  }

  private var formulaText: Message {
    switch self {
    case .operandExpected(let found):
      "a number or the name of a repeat must stand here, found \(found.quoted)"
    case .signExpected(let found, let end):
      "+, -, *, /, %, ^ or \(end.quoted) must stand here, found \(found.quoted)"
    case .braceNotClosed: "this brace is never closed; add '}'"
    case .formulaTooLong(let limit):
      "the formula has more than \(limit) numbers, names, signs and brackets"
    case .unknownIndex(let name, let indices):
      "no repeat around is called '\(name)'; "
        + (indices.isEmpty
          ? "write it as in '8*\(name)(conv2d{2^\(name)})'"
          : "there \(indices.count == 1 ? "is" : "are") "
            + indices.map { "'\($0)'" }.listed(atMost: Message.longestList))
    case .indexTaken(let name):
      "a repeat around is called '\(name)' already; call this one otherwise"
    case .resultTooLarge(let left, let sign, let right):
      "\(left)\(String(sign))\(right) is too large for 64 bits"
    case .dividedByZero(let left, let sign): "\(left)\(String(sign))0 has no value"
    case .powerNegative(let left, let right):
      "\(left)^\(right) is no whole number; exponents are at least 0"
    case .inRound(let reason, let indices):
      "where " + indices.map { "\($0.name) = \($0.value)" as Message }.joined(separator: ", ")
        + ": \(reason.message)"
    default: ""
    }
  }

  private var structureText: Message {
    switch self {
    case .empty: "there are no layers; write at least one, such as 'conv3p1c64'"
    case .emptyBrackets: "there are no layers in these brackets"
    case .layerExpected(let found): "a layer must stand here, found \(found.found)"
    case .trailingComma: "no layer follows this comma; add one or remove the comma"
    case .commaMissing: "a comma is missing before this layer"
    case .countMisplaced: "a count goes before what it repeats: '2*conv3' or '2*(conv3,relu)'"
    case .countWithoutStar(let count):
      "a layer can't begin with a number; to repeat it write '\(count)*'"
    case .countZero: "a count must be at least 1"
    case .notClosed: "this bracket is never closed; add ')'"
    case .notOpened: "this bracket was never opened; remove it or add '('"
    case .barOutsideBranches:
      "'|' separates the branches of residual(…), concat(…), add(…) and mul(…); "
        + "separate layers in a row with ','"
    case .unexpected(let character): "unexpected \(character.quoted); separate layers with ','"
    case .tooManyLayers(let count, let limit):
      "up to here there are \(count.map(String.init) ?? "2^63 or more") layers, but at most \(limit) are read"
    case .tooDeep(let limit): "brackets are nested more than \(limit) deep"
    default: ""
    }
  }

  private static func meant(_ suggestion: String?) -> Message {
    suggestion.map { "; did you mean '\($0)'?" } ?? ""
  }

  private static func settings(_ keys: [String]) -> Message {
    keys.isEmpty ? "none" : keys.map { "\($0)" }.joined(separator: ", ")
  }

  private static func axes(_ count: Int) -> Message {
    count == 1 ? "1 spatial axis" : "\(count) spatial axes"
  }
}
