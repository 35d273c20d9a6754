#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// Puts new bytes in a file's place, and loses nothing that other programs write into it meanwhile.
///
/// Comparing and then renaming leaves a moment between both in which an edit is lost. So the two files
/// change their names in one step, and what came out is looked at, when nobody can find it by its name any
/// more:
///
///                         name of the document   temporary name
///     found               old                    new              old is locked, leased and compared
///     exchanged           new                    old              is old still the file and the bytes?
///       yes: done         new                    –
///       no: back          old, edited            new              the document is read and made anew
///
/// - The lock (flock) keeps programs like this one apart.
/// - The lease makes a program wait that opens the old file to write into it, and tells of it; that it
///   is granted shows that none has it open. Then the names are changed back, and the edit goes where it was
///   meant to go.
/// - A program that saves by renaming has put another file there: what came out is not the old one.
/// - In the moment before the names are changed back, a second edit may have met the new file. Then both
///   files stay, and the error names them.
///
/// Where the file system can't exchange names, the file is compared and then renamed over; where it has no
/// leases, what a program writes that had the file open all the while may be lost.
///
/// A run that is killed (-9) while the names are exchanged leaves at the temporary name what came out, and
/// nobody would look there for an edit that came between. So the next run on the document does
/// (`AbandonedFiles`) and names the file. What a run that goes on has there it knows by the locks: the
/// new file is locked as the old one is.
struct DocumentReplacement {
  /// The path as it is called in errors, and with links followed.
  let path: String
  let target: String
  let old: [UInt8]
  let new: [UInt8]
  /// The new bytes, complete.
  let temporary: TemporaryFile
  /// What other programs do in a moment, for tests.
  var meanwhile: (Moment) -> Void = { _ in }

  enum Moment {
    case compared, exchanged, lookedAt
  }

  /// How long others may keep the file, in steps of a millisecond.
  var patience = 2000
  /// How many microseconds a program may take from having found a file by its name to opening it.
  private static let grace: UInt32 = 200

  /// - Throws: `FileError.edited` when the file does not hold the old bytes.
  func run() throws(FileError) {
    let found = try locked()
    let lease = try lease(on: found)
    guard try holds(found, old) else { throw .edited(path) }
    try Cleanup.uninterrupted { () throws(FileError) in
      try exchange(found, lease)
    }
  }

  private func exchange(_ found: Descriptor, _ lease: Lease?) throws(FileError) {
    let identity = try found.status().identity
    // To be known again, and to be told of writers, should it be seen before it may stay.
    let made = try Descriptor(reading: temporary.path, shownAs: path, flags: O_NOFOLLOW)
    guard try made.status().identity == temporary.identity else {
      throw .unwritable(path, reason: "another program has taken '\(temporary.path)' away")
    }
    flock(made.number, LOCK_EX | LOCK_NB)
    var madeLease: Lease?
    if case .held(let lease) = Lease.on(made) { madeLease = lease }
    if lease?.isBroken == true { throw .edited(path) }
    let isFinished = temporary.finish()
    meanwhile(.compared)
    guard isFinished, CLibrary.exchange(temporary.path, target) else {
      return try rename(identity, lease)
    }
    meanwhile(.exchanged)
    // At once, since a run that is killed before the names are changed back takes the edit along.
    var isUntouched =
      FileStatus(at: temporary.path)?.identity == identity && lease?.isBroken != true
    if isUntouched {
      // A program that had found the old file may be about to open it.
      usleep(Self.grace)
      isUntouched = try holds(found, old) && lease?.isBroken != true
    }
    if isUntouched {
      temporary.forget()
      unlink(temporary.path)
    } else {
      try back(made, madeLease)
    }
  }

  /// Where names can't be exchanged.
  private func rename(_ identity: FileStatus.Identity, _ lease: Lease?) throws(FileError) {
    guard FileStatus(at: target)?.identity == identity, lease?.isBroken != true else {
      throw .edited(path)
    }
    try temporary.rename(to: target)
  }

  /// The edit gets its name back.
  private func back(_ made: Descriptor, _ lease: Lease?) throws(FileError) {
    meanwhile(.lookedAt)
    if CLibrary.exchange(temporary.path, target) {
      let isOurs = FileStatus(at: temporary.path)?.identity == temporary.identity
      if isOurs { usleep(Self.grace) }
      let holdsNew = try holds(made, new)
      if isOurs, holdsNew, lease?.isBroken != true { throw .edited(path) }
      // What was saved last has the name, as it would have without this.
      if !isOurs { _ = CLibrary.exchange(temporary.path, target) }
    }
    temporary.forget()
    throw .kept(path, .editedTwice(keptIn: temporary.path))
  }

  private func holds(_ file: Descriptor, _ bytes: [UInt8]) throws(FileError) -> Bool {
    lseek(file.number, 0, SEEK_SET)
    do throws(FileError) { return try file.contents(within: .document) == bytes } catch {
      // Too long by now, or written while it was read.
      switch error {
      case .tooLong, .changed: return false
      default: throw error
      }
    }
  }

  /// The file that has the name, once no other program like this one has it.
  private func locked() throws(FileError) -> Descriptor {
    for _ in 0..<patience {
      let file = try Descriptor(reading: target, shownAs: path, flags: O_NOFOLLOW | O_NONBLOCK)
      if flock(file.number, LOCK_EX | LOCK_NB) == 0 {
        if try FileStatus(at: target)?.identity == file.status().identity { return file }
      } else if errno != EWOULDBLOCK {
        // A file system without locks: what came out is compared all the same.
        return file
      }
      usleep(1000)
    }
    throw .kept(path, .inUse)
  }

  private func lease(on file: Descriptor) throws(FileError) -> Lease? {
    for _ in 0..<patience {
      switch Lease.on(file) {
      case .held(let lease): return lease
      case .unsupported: return nil
      case .refused: usleep(1000)
      }
    }
    throw .kept(path, .inUse)
  }
}

extension Disk {
  public func replace(
    _ path: String, holding old: [UInt8], with new: [UInt8]
  ) throws(FileError) {
    try replacement(path, holding: old, with: new).run()
  }

  func replacement(
    _ path: String, holding old: [UInt8], with new: [UInt8]
  ) throws(FileError) -> DocumentReplacement {
    guard case .file(let target, let status) = try WriteTarget(path) else {
      throw .kept(path, .noRegularFile)
    }
    guard let status else { throw .edited(path) }
    let temporary = try TemporaryFile(beside: target, replaced: status, shownAs: path)
    try temporary.write(new)
    try temporary.complete(like: try Descriptor(reading: target, shownAs: path))
    return DocumentReplacement(
      path: path, target: target, old: old, new: new, temporary: temporary)
  }
}
