import RFKit
import Testing

/// The network that everyone compares with, on its own size and on open ones.
@Suite struct ResNet50Tests {
  @Test func totalsAndLastMap() throws {
    let report = try Zoo.resnet50.report()
    #expect(report.total.parameters == 25_557_032)
    #expect(report.total.multiplyAccumulates == 4_089_184_256)
    let last = try #require(report["layer4"])
    #expect(last.shape == .known([1, 2048, 7, 7]))
    #expect(last.field.description == "427×427")
    for axis in last.field.axes {
      guard case .known(let local)? = axis.local else {
        Issue.record("no local field")
        continue
      }
      #expect(local.jump == .known(32))
      #expect(local.start == .known(0))
      #expect(local.centres.value?.areAligned == true)
    }
    #expect(report["fc"]?.shape == .known([1, 1000]))
  }

  @Test func openSizesSubstitutedGiveTheNumbers() throws {
    let (height, width) = (Dim.symbol("H"), Dim.symbol("W"))
    let open = try Zoo.resnet50.withInputs([[1, 3, height, width]], hasBatch: false)
    let report = try open.report()
    let map = try height.ceilDivided(by: 32)
    #expect(report["layer4"]?.shape == .known([1, 2048, map, try width.ceilDivided(by: 32)]))
    let formula = try #require(report.total.multiplyAccumulates.value)
    #expect(try formula.value(["H": 224, "W": 224]) == 4_089_184_256)
    // Any other size, computed anew.
    for (h, w) in [(197, 331), (127, 480), (75, 75), (32, 32)] {
      let closed = try Zoo.resnet50.withInputs([[1, 3, Dim(h), Dim(w)]], hasBatch: false)
      let macs = try closed.report().total.multiplyAccumulates
      #expect(try formula.value(["H": h, "W": w]).map { Dim($0) } == macs.value)
    }
  }
}
