import LayerGraph

/// The windows of convolutions and pools read so far. Layers whose attributes are written alike share one,
/// which spares a deep network most of its small lists.
struct WindowTable {
  private var table = NameTable()
  private var entries: [(attributes: AttributeSet, settings: WindowSettings)] = []

  subscript(_ attributes: AttributeSet) -> WindowSettings? {
    table.number(hash: attributes.hash) { entries[$0].attributes.isWritten(like: attributes) }
      .map { entries[$0].settings }
  }

  mutating func insert(_ settings: WindowSettings, for attributes: AttributeSet) {
    let (_, isNew) = table.insert(hash: attributes.hash) { [entries] known in
      entries[known].attributes.isWritten(like: attributes)
    }
    if isNew { entries.append((attributes, settings)) }
  }
}
