import RFKit

/// Why a file could not be read or written.
public enum FileError: Error, Hashable, Sendable {
  case missing(String)
  /// A symbolic link to what isn't there.
  case dangling(String, to: String)
  case isFolder(String)
  /// Symbolic links that lead back to themselves, or on and on.
  case loop(String)
  case unreadable(String, reason: String)
  case unwritable(String, reason: String)
  /// The folder in which a new file was to be made.
  case noRoom(String, folder: String, FolderProblem)
  case outputUnwritable(reason: String)
  /// More bytes than are read; how many, where that is known.
  case tooLong(String, bytes: Int?, bound: ByteBound, isRegular: Bool)
  /// The file did not stay as it was while it was read: its bytes before and after.
  case changed(String, before: Int, after: Int)
  /// The file does not hold the bytes that it was known to hold.
  case edited(String)
  /// The file is left as it is, since writing it would take away more than its bytes.
  case kept(String, KeptReason)
}

/// Why no new file can be made in a folder.
public enum FolderProblem: Hashable, Sendable {
  case missing
  case noFolder
  case closed(reason: String)
}

/// Why a file is not written although it could be.
public enum KeptReason: Hashable, Sendable {
  /// Its permissions forbid it, which the superuser's rights don't change.
  case readOnly(mode: UInt32, owner: UInt32)
  /// It has other names, which a new file would not have.
  case links(UInt)
  /// A new file could not be given to the same user and group.
  case owner(user: UInt32, group: UInt32, reason: String)
  /// A new file could not have its permissions or its attributes.
  case attributes(String, reason: String)
  case noRegularFile
  /// No new file can be made in the folder.
  case folder(String, reason: String)
  /// Another program has it open for writing, or has locked it.
  case inUse
  /// It was edited again and again while it was to be replaced.
  case busy(attempts: Int)
  /// It was edited twice in the moment of being replaced; one of both is in another file.
  case editedTwice(keptIn: String)
}
