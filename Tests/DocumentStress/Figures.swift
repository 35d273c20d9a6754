/// What happened to documents.
struct Figures {
  var documents = 0
  /// Runs of rfcalc that left the document as it was and said why.
  var refused = 0
  var runs: [RefreshRun] = []
  /// Lines that editors have saved.
  var edits: [String] = []
  var temporaryFiles = 0
  /// Lines that are not in the document but in the file that a run has named as it ended.
  var keptApart = 0
  /// Lines that a killed run took along, which are in a file of it that every later run names.
  var takenAlong: [String] = []
  /// Files that later runs name although every line of them is in the document.
  var namedForNothing = 0
  /// What must not be: what it was, with the document.
  var failures: [String] = []

  var isWhole: Bool { failures.isEmpty }

  /// Of two documents or two programs; lines are those of the same document.
  mutating func add(_ other: Figures) {
    documents += other.documents
    refused += other.refused
    runs += other.runs
    edits += other.edits
    temporaryFiles += other.temporaryFiles
    keptApart += other.keptApart
    takenAlong += other.takenAlong
    namedForNothing += other.namedForNothing
    failures += other.failures
  }

  var text: String {
    """
    \(documents) documents, \(edits.count) edits saved, \(runs.count) runs of rfcalc, \
    \(runs.count(where: \.isKilled)) killed
    \(refused) runs left the document as it was and said so; \(keptApart) edits kept in a file that was named
    \(temporaryFiles) temporary files of killed runs; later runs name \(namedForNothing) of them that hold \
    nothing new
    \(takenAlong.count) edits taken along by killed runs, and named by every later run
    \(failures.count) failures
    """ + takenAlong.map { "\n- \($0)" }.joined() + failures.map { "\n- \($0)" }.joined()
  }
}
