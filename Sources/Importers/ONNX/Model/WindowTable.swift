import LayerGraph

/// The windows of convolutions and pools read so far. Layers whose attributes are written alike share one,
/// which spares a deep network most of its small lists.
struct WindowTable {
  private var table = NameTable()
  private var attributes: [AttributeSet] = []
  private var settings: [WindowSettings] = []

  subscript(_ written: AttributeSet) -> WindowSettings? {
    table.number(hash: written.hash) { attributes[$0].isWritten(like: written) }
      .map { settings[$0] }
  }

  mutating func insert(_ new: WindowSettings, for written: AttributeSet) {
    let (_, isNew) = table.insert(hash: written.hash) { [attributes] known in
      attributes[known].isWritten(like: written)
    }
    if isNew {
      attributes.append(written)
      settings.append(new)
    }
  }
}
