import Foundation
import TestSupport

let arguments = CommandLine.arguments.dropFirst().map { UInt64($0) }
guard arguments.count == 2, let count = arguments[0], let seed = arguments[1] else {
  print("usage: DocumentStress <documents> <seed>")
  exit(64)
}
var figures = Figures()
for number in 0..<count {
  let round = try StressRound(seed: seed &+ number &* 1000)
  figures.add(try round.run())
}
print(figures.text)
exit(figures.isWhole ? 0 : 1)
