public import Escaping
public import LayerGraph

/// Why the zoo has no such model.
public enum ZooError: Error, Hashable, Sendable, MessageConvertible {
  /// With the names that may have been meant, the likeliest first.
  case unknownModel(String, suggestions: [String])
  case unknownFamily(String, suggestion: String?)
  case unknownVariant(String, model: String, known: [String])
  /// The model has no such number, but those of `has`.
  case noSetting(ModelSettings.Kind, model: String, has: [ModelSettings.Kind])
  /// The plain model has no classes.
  case classesElsewhere(model: String, variant: String)
  case settingOutOfRange(ModelSettings.Kind, given: String)
  /// The model can't be made for the input that was given.
  case input(model: String, Diagnostic)
  /// The zoo's own description is wrong: a defect here, never of the caller.
  case defect(model: String, Diagnostic)

  public var message: Message {
    switch self {
    case .unknownModel(let name, let suggestions):
      "there is no model '\(name)'"
        + (NearestName.list(suggestions).map { "; did you mean \($0)?" } ?? "")
    case .unknownFamily(let name, let suggestion):
      "there is no family '\(name)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
    case .unknownVariant(let variant, let model, let known) where known.isEmpty:
      "\(model) has no variants, so no '\(variant)'"
    case .unknownVariant(let variant, let model, let known):
      "\(model) has no variant '\(variant)'; it has \(known.map { "\($0)" }.joined(separator: ", ") as Message)"
    case .noSetting(let kind, let model, let has) where has.isEmpty:
      "\(model) has no \(kind.noun), nor any other number to set"
    case .noSetting(let kind, let model, let has):
      "\(model) has no \(kind.noun); it has a \(has.map { "\($0.noun)" }.joined(separator: " and a ") as Message)"
    case .classesElsewhere(let model, let variant):
      "\(model) has classes only in its variant '\(variant)'"
    case .settingOutOfRange(let kind, let given):
      "the \(kind.noun) must be \(kind.range), not \(given)"
    case .input(let model, let diagnostic): "\(model): \(diagnostic)"
    case .defect(let model, let diagnostic):
      "\(model) of the zoo is not a valid network: \(diagnostic)"
    }
  }
}
