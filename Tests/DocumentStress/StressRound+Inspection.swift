import Foundation

/// What must hold when all have ended.
extension StressRound {
  func inspect(_ figures: inout Figures) throws {
    figures.documents = 1
    let last = try launch()
    if last.code != 0 { figures.failures.append("the last run: \(last)") }
    let check = try launch(ended: .itself, "--check")
    let named = check.abandoned
    // Nothing else may be amiss.
    let isSaid = check.said.split(separator: "\n").count == named.count
    if check.code != (named.isEmpty ? 0 : 1) || !isSaid || last.abandoned != named {
      figures.failures.append("not fresh: \(check), \(last)")
    }
    let text = try String(contentsOf: document, encoding: .utf8)
    let parts = text.components(separatedBy: Self.tail)
    if parts.count != 2 || !text.hasPrefix(Self.head) { figures.failures.append("broken: \(text)") }
    let lines = (parts.last ?? "").split(separator: "\n").map(String.init)
    if Set(lines).count != lines.count { figures.failures.append("a line is there twice: \(text)") }
    let left = try leftFiles(&figures, named)
    for name in left where named.contains(name) {
      if try Set(self.lines(name)).isSubset(of: self.lines("d.md")) { figures.namedForNothing += 1 }
    }
    for line in Set(figures.edits).subtracting(lines) {
      try find(line, among: left, named, &figures)
    }
  }

  /// The temporary files of runs that were killed, or that kept an edit in them and said so; any other is
  /// a failure.
  private func leftFiles(_ figures: inout Figures, _ named: Set<String>) throws -> Set<String> {
    var names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path()))
    for name in Self.others + (hasDouble ? [Self.double] : []) {
      if try lines(name) != ["precious"] { figures.failures.append("taken over: \(name)") }
      names.remove(name)
    }
    names.subtract(["d.md", "editor"])
    for name in names {
      let owners = figures.runs.filter { $0.owns(name) && ($0.isKilled || $0.keptIn == name) }
      if owners.count != 1 { figures.failures.append("left behind by no killed run: \(name)") }
    }
    for run in figures.runs where names.count(where: run.owns) > 1 {
      figures.failures.append("left behind by one run: \(names.filter(run.owns))")
    }
    let wanted = hasDouble ? [Self.double] : []
    if !named.isSubset(of: names.union(wanted)) || !named.isSuperset(of: wanted) {
      figures.failures.append("named are \(named), there are \(names)")
    }
    // A run that goes on takes its file away, so what is named stays.
    for name in figures.runs.flatMap(\.abandoned) where !names.union(wanted).contains(name) {
      figures.failures.append("named while its run went on: \(name)")
    }
    figures.temporaryFiles = names.count
    return names
  }

  /// An edit that is not in the document counts as kept only in a file that every later run names.
  private func find(
    _ line: String, among files: Set<String>, _ named: Set<String>, _ figures: inout Figures
  ) throws {
    let places = try files.filter { try lines($0).contains(line) }
    guard let place = places.first(where: named.contains) else {
      figures.failures.append("lost: \(line), now in \(places)")
      return
    }
    if figures.runs.contains(where: { $0.keptIn == place }) {
      figures.keptApart += 1
    } else {
      figures.takenAlong.append("\(line) in \(place)")
    }
  }

  private func lines(_ name: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }
}
