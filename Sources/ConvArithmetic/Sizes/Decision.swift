/// Whether a statement about open sizes holds for all their values, for none, or cannot be told. Sound:
/// `always` and `never` are proofs; `undecided` claims nothing.
public enum Decision: Hashable, Sendable {
  case always, never, undecided
}

extension Decision {
  init(_ known: Bool) { self = known ? .always : .never }
}
