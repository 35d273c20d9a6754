/// What happened to documents.
struct Figures {
  var documents = 0
  /// Runs of rfcalc that ended by themselves, and that were killed.
  var runs = 0
  var killed = 0
  /// Runs that left the document as it was and said why.
  var refused = 0
  /// Lines that editors have saved.
  var edits: [String] = []
  /// Files in which runs have kept an edit, as they have said.
  var named: [String] = []
  var temporaryFilesOfKilled = 0
  /// Lines that are not in the document but in the file that a run has named.
  var keptApart = 0
  /// Lines that are in no document but in a temporary file of a run that was killed.
  var takenAlong: [String] = []
  /// What must not be: what it was, with the document.
  var failures: [String] = []

  var isWhole: Bool { failures.isEmpty }

  /// Of two documents or two programs; lines are those of the same document.
  mutating func add(_ other: Figures) {
    documents += other.documents
    runs += other.runs
    killed += other.killed
    refused += other.refused
    edits += other.edits
    named += other.named
    temporaryFilesOfKilled += other.temporaryFilesOfKilled
    keptApart += other.keptApart
    takenAlong += other.takenAlong
    failures += other.failures
  }

  var text: String {
    """
    \(documents) documents, \(edits.count) edits saved, \(runs) runs of rfcalc, \(killed) killed
    \(refused) runs left the document as it was and said so; \(keptApart) edits kept in a file that was named
    \(temporaryFilesOfKilled) temporary files left by killed runs
    \(takenAlong.count) edits taken along by killed runs
    \(failures.count) failures
    """ + takenAlong.map { "\n- \($0)" }.joined() + failures.map { "\n- \($0)" }.joined()
  }
}
