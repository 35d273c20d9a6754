/// What a subcommand says of itself: its help, and the options that it takes.
struct Manual {
  /// What follows its name: "<network> --at <layer>".
  var arguments = ""
  let abstract: String
  /// More about it: paragraphs, and lines that begin with two spaces and stay as they are.
  var discussion: [String] = []
  var examples: [String] = []
  /// Its positional arguments.
  var positionals: [Entry] = []
  /// Beside those of all subcommands.
  var options: [Option] = []
  /// Lists of what there is to choose from or to know.
  var lists: [List] = []
  /// Whether what it prints can be embedded in a document.
  var standsInDocuments = true

  typealias Entry = (name: String, help: String)
  typealias List = (title: String, entries: [Entry])

  /// The argument of all who look at a network.
  static let network: Entry = ("<network>", "A name of the zoo, a file, or - for standard input.")
}
