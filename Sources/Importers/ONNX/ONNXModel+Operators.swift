extension ONNXModel {
  /// The operators that are read, by their names in files, sorted.
  package static let operators: [String] = Translator.handlers.keys.sorted()
}
