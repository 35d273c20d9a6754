public import RFKit

extension FileError: MessageConvertible {
  public var message: Message {
    switch self {
    case .missing(let path): "There is no file '\(path)'"
    case .dangling(let path, let target):
      "There is no file '\(path)': it is a symbolic link to '\(target)', which isn't there"
    case .isFolder(let path): "'\(path)' is a folder; name a file"
    case .loop(let path):
      "'\(path)' leads to no file: its symbolic links go round in a loop, or are too many in a row"
    case .unreadable(let path, let reason):
      "\(subject(path).sentence) could not be read: \(reason)"
    case .unwritable(let path, let reason): "'\(path)' could not be written: \(reason)"
    case .noRoom(let path, let folder, let problem):
      "'\(path)' could not be written: \(problem.text(of: folder))"
    case .outputUnwritable(let reason): "Standard output could not be written: \(reason)"
    case .tooLong(let path, let bytes, let bound, let isRegular):
      tooLong(path, bytes, bound, isRegular)
    case .changed(let path, let before, let after):
      "'\(path)' was "
        + (after < before ? "shortened" : after > before ? "lengthened" : "changed")
        + " while it was read"
        + (after == before
          ? "" : ": it had \(Digits.grouped(before)) bytes and has \(Digits.grouped(after))")
        + "; run rfcalc again when it is complete"
    case .edited(let path): "'\(path)' was edited by another program meanwhile"
    case .kept(let path, let reason): "'\(path)' is left as it is: \(reason.text)"
    }
  }

  private func tooLong(
    _ path: String, _ bytes: Int?, _ bound: ByteBound, _ isRegular: Bool
  ) -> Message {
    let limit = Digits.grouped(bound.limit(isRegular: isRegular))
    let count: Message = bytes.map { "\(Digits.grouped($0)) bytes" } ?? "more than \(limit) bytes"
    let what: Message =
      isRegular
      ? "\(bound.name)"
      : bound == .standardInput ? "what is no file" : "\(bound.name) that is no regular file"
    return "\(subject(path).sentence) has \(count); of \(what) at most \(limit) are read"
  }

  private func subject(_ path: String) -> Message {
    path == Self.standardInput ? "\(path)" : "'\(path)'"
  }

  /// What stands for the path of standard input.
  static let standardInput = "standard input"

  var exitCode: ExitCode {
    switch self {
    case .missing, .dangling: .noInput
    case .tooLong: .badInput
    case .isFolder, .loop, .unreadable, .unwritable, .noRoom, .outputUnwritable, .changed, .edited,
      .kept:
      .inputOutput
    }
  }
}

extension FolderProblem {
  fileprivate func text(of folder: String) -> Message {
    switch self {
    case .missing: "there is no folder '\(folder)'; make it first"
    case .noFolder: "'\(folder)' is no folder"
    case .closed(let reason): "no new file can be made in the folder '\(folder)': \(reason)"
    }
  }
}

extension KeptReason {
  fileprivate var text: Message {
    switch self {
    case .readOnly(let mode, let owner):
      "it is read-only (mode \(String(mode, radix: 8)), user \(owner)); change its permissions first"
    case .links(let count):
      "it has \(count) names (hard links), and a new file would have only this one; "
        + "write another file and copy it over this"
    case .owner(let user, let group, let reason):
      "a new file could not be given to its user \(user) and group \(group): \(reason)"
    case .attributes(let what, let reason): "a new file could not have its \(what): \(reason)"
    case .noRegularFile: "it is no regular file, so it can't be replaced as a whole"
    case .folder(let folder, let reason):
      "no new file can be made in the folder '\(folder)': \(reason)"
    case .inUse: "another program has it open for writing or has locked it"
    case .busy(let attempts):
      "other programs edited it each of the \(attempts) times it was to be replaced"
    case .editedTwice(let path):
      "it was edited twice in the moment of being replaced; it holds one of both edits, and the "
        + "other is in '\(path)'"
    }
  }
}
