extension UnreadConstants: CodedObject {
  static package var title: String { "unread" }

  package init() { self.init(elements: 0, greatest: 0) }

  package mutating func code(_ coder: inout some SettingsCoder) throws(CodingFault) {
    try coder.setting("elements", &elements)
    try coder.setting("greatest", &greatest)
  }
}
