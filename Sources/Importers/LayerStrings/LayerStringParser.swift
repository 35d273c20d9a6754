import ConvArithmetic
import LayerGraph

/// The grammar of layer strings by recursive descent:
///
///     chain := item ("," item)*
///     item  := [number "*" [index]] ( layer | "(" chain ")" )
///     layer := name [size] (key value)* | name "(" chain? ("|" chain?)* ")"
///
/// Layers are in `LayerStringParser+Layer.swift`, repeats in `LayerStringParser+Rounds.swift`.
struct LayerStringParser {
  var scanner: LayerStringScanner
  /// The number of spatial axes: given, or decided by the first setting with a number for each.
  var spatialRank: Int?
  let input: InputShape?
  /// The names of the indices of the repeats around, the outermost first.
  var indexNames: [String] = []
  /// Numbers that stand for names, in place of counts and in formulas.
  let numbers: [String: Int]
  private var depth = 0

  init(_ text: String, input: InputShape?, numbers: [String: Int] = [:]) {
    scanner = LayerStringScanner(text)
    self.numbers = numbers
    self.input = input
    spatialRank = input?.shape.spatialRank
  }

  mutating func parseNetwork() throws(LayerStringFault) -> LayerChain {
    scanner.skipSpaces()
    if scanner.next == nil { throw LayerStringFault(.empty, 0..<scanner.end) }
    let chain = try parseChain()
    switch scanner.next {
    case nil: return chain
    case ")": throw fault(.notOpened)
    default: throw misplaced()
    }
  }

  /// One or more items, up to what can't continue them.
  private mutating func parseChain() throws(LayerStringFault) -> LayerChain {
    var chain = LayerChain()
    while true {
      let start = scanner.position
      let item = try parseItem()
      chain.items.append(item)
      let total = Self.count(chain.layerCount, plus: item)
      guard let total, total <= LayerString.maximumLayers else {
        throw LayerStringFault(
          .tooManyLayers(total, limit: LayerString.maximumLayers),
          start..<item.range.upperBound)
      }
      chain.layerCount = total
      scanner.skipSpaces()
      let comma = scanner.position..<scanner.position + 1
      guard scanner.take(",") else { return chain }
      scanner.skipSpaces()
      if scanner.next.map({ $0 == ")" || $0 == "|" }) ?? true {
        throw LayerStringFault(.trailingComma, comma)
      }
    }
  }

  private mutating func parseItem() throws(LayerStringFault) -> LayerItem {
    let rounds = try parseRounds()
    if let index = rounds.index { indexNames.append(index) }
    defer { if rounds.index != nil { indexNames.removeLast() } }
    let start = scanner.position
    switch scanner.next {
    case "(":
      let chain = try parseGroup()
      return LayerItem(rounds: rounds, body: .group(chain), range: start..<scanner.position)
    case let letter? where letter.isASCII && letter.properties.isAlphabetic:
      let body = try parseLayer()
      return LayerItem(rounds: rounds, body: body, range: start..<lastEnd)
    case "|": throw fault(.barOutsideBranches)
    case let found:
      throw LayerStringFault(
        .layerExpected(found: scanner.found), start..<start + (found == nil ? 0 : 1))
    }
  }

  private mutating func parseGroup() throws(LayerStringFault) -> LayerChain {
    let open = try enter()
    if scanner.next == ")" {
      throw LayerStringFault(.emptyBrackets, open.lowerBound..<scanner.position + 1)
    }
    if scanner.next == nil { throw LayerStringFault(.notClosed, open) }
    let chain = try parseChain()
    try leave(open)
    return chain
  }

  /// The bracket of a layer with branches: chains separated by "|", of which some may be empty.
  mutating func parseBranches() throws(LayerStringFault) -> [LayerChain] {
    let open = try enter()
    var branches: [LayerChain] = []
    repeat {
      scanner.skipSpaces()
      if scanner.next == nil { throw LayerStringFault(.notClosed, open) }
      let isEmpty = scanner.next == "|" || scanner.next == ")"
      branches.append(isEmpty ? LayerChain() : try parseChain())
    } while scanner.take("|")
    try leave(open)
    return branches
  }

  private mutating func enter() throws(LayerStringFault) -> Range<Int> {
    let open = scanner.position..<scanner.position + 1
    depth += 1
    if depth > LayerString.maximumDepth {
      throw LayerStringFault(.tooDeep(limit: LayerString.maximumDepth), open)
    }
    _ = scanner.take("(")
    scanner.skipSpaces()
    return open
  }

  private mutating func leave(_ open: Range<Int>) throws(LayerStringFault) {
    if scanner.next == nil { throw LayerStringFault(.notClosed, open) }
    guard scanner.take(")") else { throw misplaced() }
    depth -= 1
    lastEnd = scanner.position
  }

  /// The end of the last token, before spaces and comments.
  var lastEnd = 0

  /// What stands where only a comma or an end can.
  private func misplaced() -> LayerStringFault {
    switch scanner.next {
    case "*": fault(.countMisplaced)
    case "|": fault(.barOutsideBranches)
    case "(": fault(.commaMissing)
    case let letter? where letter.isASCII && letter.properties.isAlphabetic:
      LayerStringFault(.commaMissing, scanner.letterRun())
    default: fault(.unexpected(scanner.found ?? " "))
    }
  }

  /// A fault at the cursor.
  func fault(_ reason: LayerStringError.Reason) -> LayerStringFault {
    LayerStringFault(reason, scanner.position..<scanner.position + 1)
  }

  /// The layers of a chain with one item more; nil past 64 bits. An empty branch counts as a layer, as it is
  /// read like one. What rounds work out is counted once, and again when they are made.
  private static func count(_ total: Int, plus item: LayerItem) -> Int? {
    let inner =
      switch item.body {
      case .layer(let body, _): body.layerCount
      case .indexed(let layer): layer.layerCount
      case .group(let chain): chain.layerCount
      case .branches(_, let branches): branches.reduce(1) { $0 + max(1, $1.layerCount) }
      }
    // No chain exceeds the bound, so their sums are small; a count may be anything.
    var count = 1
    if case .number(let number) = item.rounds.count { count = number.numerator }
    let (product, isTooLarge) = inner.multipliedReportingOverflow(by: count)
    let (sum, overflow) = product.addingReportingOverflow(total)
    return isTooLarge || overflow ? nil : sum
  }
}
