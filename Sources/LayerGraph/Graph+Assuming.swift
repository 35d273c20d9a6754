public import ConvArithmetic

extension Graph {
  /// The same network with what is assumed of open sizes put in: formulas in place of symbols, and 16·⌊H/16⌋ + 12
  /// in place of an H of which H % 16 = 12 is assumed, in input shapes and in the operators' settings. So what
  /// depends on a remainder becomes a number.
  ///
  /// - Complexity: O(nodes); operators that nodes have in common are looked at once.
  public func assuming(_ assumptions: Assumptions) -> Graph {
    if !assumptions.rewrites { return self }
    var substituter = SizeSubstituter(assumptions)
    var known: [ObjectIdentifier: SharedOperator] = [:]
    var changed = nodes
    for index in changed.indices {
      let shared = changed[index].shared
      if let done = known[ObjectIdentifier(shared)] {
        changed[index].shared = done
        continue
      }
      let done = substituter.substituted(shared)
      known[ObjectIdentifier(shared)] = done
      changed[index].shared = done
    }
    return Graph(self, nodes: changed, hasBatch: hasBatch)
  }
}

/// Puts what is assumed into each size that a setting holds.
private struct SizeSubstituter: SettingsCoder {
  let assumptions: Assumptions
  var owner = ""
  private var isChanged = false

  init(_ assumptions: Assumptions) { self.assumptions = assumptions }

  /// The same object where nothing changes.
  mutating func substituted(_ shared: SharedOperator) -> SharedOperator {
    isChanged = false
    var operation = shared.operation
    // Operators with rules of their own have no settings to look at.
    guard (try? operation.code(&self)) != nil, isChanged else { return shared }
    return SharedOperator(operation)
  }

  mutating func setting<Value: CodedSetting>(_ key: String, _ value: inout Value) {
    // Past the bounds of sizes what stands there stays: it is right as well.
    guard let open = value as? any OpenSetting, let put = try? open.assuming(assumptions),
      let put = put as? Value
    else { return }
    isChanged = true
    value = put
  }

  mutating func setting<Value: CodedSetting & Equatable>(
    _ key: String, _ value: inout Value, else standard: Value
  ) {
    setting(key, &value)
  }

  mutating func choice<Value: CodedChoice>(_ key: String, _ value: inout Value) {}
}

/// A setting with sizes in it.
private protocol OpenSetting {
  /// Nil where nothing changes.
  func assuming(_ assumptions: Assumptions) throws(ArithmeticError) -> Self?
}

extension Dim: OpenSetting {
  fileprivate func assuming(_ assumptions: Assumptions) throws(ArithmeticError) -> Dim? {
    if constant != nil { return nil }
    let put: Dim = try assuming(assumptions)
    return put == self ? nil : put
  }
}

extension Shape: OpenSetting {
  fileprivate func assuming(_ assumptions: Assumptions) throws(ArithmeticError) -> Shape? {
    try dims.assuming(assumptions).map { Shape($0) }
  }
}

extension PerAxis: OpenSetting where Value: OpenSetting {
  fileprivate func assuming(_ assumptions: Assumptions) throws(ArithmeticError) -> PerAxis? {
    try values.assuming(assumptions).map { PerAxis($0) }
  }
}

extension Array: OpenSetting where Element: OpenSetting {
  fileprivate func assuming(_ assumptions: Assumptions) throws(ArithmeticError) -> [Element]? {
    var (all, isChanged): ([Element], Bool) = (self, false)
    for index in indices {
      guard let put = try self[index].assuming(assumptions) else { continue }
      all[index] = put
      isChanged = true
    }
    return isChanged ? all : nil
  }
}

extension Optional: OpenSetting where Wrapped: OpenSetting {
  fileprivate func assuming(
    _ assumptions: Assumptions
  ) throws(ArithmeticError) -> Wrapped?? {
    guard let put = try self?.assuming(assumptions) else { return nil }
    return .some(put)
  }
}

extension Reshape.Size: OpenSetting {
  fileprivate func assuming(
    _ assumptions: Assumptions
  ) throws(ArithmeticError) -> Reshape.Size? {
    guard case .value(let dim) = self else { return nil }
    let put: Dim? = try dim.assuming(assumptions)
    return put.map { .value($0) }
  }
}
