import Analyses
import ConvArithmetic
import LayerGraph
import ModelZoo
import TestSupport
import Testing

/// Sizes that are solved for against what comes of each number.
@Suite struct SizeProblemTests {
  /// All kinds of conditions, at each pair of small sizes, of random networks.
  @Test func answersAreThoseOfEachSize() throws {
    var (compared, members) = (0, 0)
    for seed in 0..<(WideRun.isOn ? 96 : 24) {
      var (open, concrete) = (OpenNetwork(seed: UInt64(seed)), OpenNetwork(seed: UInt64(seed)))
      guard let report = try? open.graph([1, 3, .symbol("H"), .symbol("W")]).report() else {
        continue
      }
      let graph = try concrete.graph([1, 3, 9, 9])
      var random = SplitMix64(seed: UInt64(seed))
      var pairs = (1...28).map { ($0, $0) }
      for _ in 0..<20 {
        pairs.append((.random(in: 1...40, using: &random), .random(in: 1...40, using: &random)))
      }
      let reports = pairs.map { h, w in
        try? graph.withInputs([[1, 3, Dim(h), Dim(w)]], hasBatch: false).report()
      }
      let problem = try SizeProblem(report)
      let some = reports.compactMap { $0 }.randomElement(using: &random)
      for condition in conditions(like: some) {
        let solution: SizeSolution
        do throws(SizeQuestionError) { solution = try problem.solve([condition]) } catch {
          guard case .output = condition else { throw error }
          continue
        }
        for ((h, w), report) in zip(pairs, reports) {
          guard let isIn = solution.contains(["H": h, "W": w]) else { continue }
          let holds =
            report.flatMap { fulfils(condition, $0, solution) } ?? (report == nil ? false : nil)
          guard let holds else { continue }
          #expect(isIn == holds, "\(seed): \(condition) at \(h)×\(w), \(solution.sizes.map(\.set))")
          compared += 1
          if isIn { members += 1 }
        }
      }
    }
    print(
      "Sizes solved for: \(compared) sizes agree with their analysis, \(members) of them are in answers"
    )
    #expect(compared > 5000)
    #expect(members > compared / 4)
  }

  private static let networks =
    [
      "lenet5", "unet-padded", "resnet18", "squeezenet1_0", "slim/mobilenet_v1", "linknet_resnet18",
    ] + (WideRun.isOn ? furtherNetworks : [])

  private static let furtherNetworks = [
    "alexnet", "vgg16", "googlenet", "unet", "resnet50", "densenet121", "mobilenet_v2",
    "shufflenet_v2_x1_0", "mnasnet1_0", "efficientnet_b0", "slim/resnet_v1_50", "darknet19",
    "dcgan-discriminator", "segnet", "inception_v3", "srcnn",
  ]

  /// A sample of the sizes up to 2000, and all next to ends.
  @Test(arguments: networks) func answersHoldForNetworks(name: String) throws {
    let model = try Zoo.model(name)
    let channels = model.entry.defaultInput[1]
    let report = try model.graph(input: [1, channels, .symbol("H"), .symbol("W")]).report()
    let problem = try SizeProblem(report)
    var random = SplitMix64(seed: 3)
    for condition in [SizeCondition.valid, .noWaste, .aligned, .symmetric] {
      let solution = try problem.solve([condition])
      var sizes = Set(
        (0..<(WideRun.isOn ? 10 : 6)).map { _ in Int.random(in: 1...2000, using: &random) })
      for answer in solution.sizes {
        for stretch in answer.set.value?.stretches.prefix(2) ?? [] {
          sizes.formUnion([stretch.least - 1, stretch.least, stretch.least + 1])
          if let end = stretch.greatest { sizes.formUnion([end, end + 1]) }
        }
      }
      for size in sizes.sorted() where (1...2000).contains(size) {
        guard let isIn = solution.contains(["H": size, "W": size]) else { continue }
        let report = try? model.graph(input: [1, channels, Dim(size), Dim(size)]).report()
        let holds =
          report.flatMap { fulfils(condition, $0, solution) } ?? (report == nil ? false : nil)
        if let holds {
          #expect(isIn == holds, "\(condition) at \(size): \(solution.sizes.map(\.set))")
        }
      }
    }
  }

  private func conditions(like report: Report?) -> [SizeCondition] {
    var conditions: [SizeCondition] = [.valid, .noWaste, .aligned, .symmetric]
    guard let report else { return conditions }
    if let macs = report.total.multiplyAccumulates.value?.constant {
      conditions.append(.maximumMultiplyAccumulates(macs))
    }
    if let bytes = report.bytes { conditions.append(.maximumMemory(bytes)) }
    if let last = report.layers.last, let sizes = last.shape.value?.dims.dropFirst(2) {
      conditions.append(.output(sizes.compactMap(\.constant), of: last.name))
    }
    return conditions
  }

  /// By what the network says with numbers; nil where it says nothing.
  private func fulfils(
    _ condition: SizeCondition, _ report: Report, _ solution: SizeSolution
  ) -> Bool? {
    switch condition {
    case .valid: return true
    case .output(let sizes, let name):
      let dims = name.flatMap { report[$0] }?.shape.value?.dims.dropFirst(2)
      return dims?.compactMap(\.constant) == sizes
    case .noWaste: return report.isFree(of: [.unreadEdge])
    case .aligned: return report.isFree(of: [.misaligned, .drifting])
    case .symmetric: return report.padsEqually
    case .maximumMultiplyAccumulates(let most):
      return report.total.multiplyAccumulates.value?.constant.map { $0 <= most }
    case .maximumMemory(let most): return report.bytes.map { $0 <= most }
    }
  }
}

extension SizeSolution {
  /// Nil where it is unknown, and past what was looked at.
  fileprivate func contains(_ values: [String: Int]) -> Bool? {
    var isIn = true
    for answer in sizes {
      guard case .known(let set) = answer.set else { return nil }
      let numbers = answer.symbols.compactMap { values[$0] }
      if Set(numbers).count > 1 { return nil }
      if case .checked(let last) = answer.evidence, numbers[0] > last { return nil }
      if !set.contains(numbers[0]) { isIn = false }
    }
    return isIn
  }
}

extension Report {
  fileprivate var bytes: Int? {
    guard let parameters = total.parameterBytes.value?.constant,
      let activations = total.peakActivationBytes.value?.constant
    else { return nil }
    return parameters + activations
  }

  /// Nil where that can't be told.
  fileprivate func isFree(of codes: [Finding.Code]) -> Bool? {
    let found = findings.filter { codes.contains($0.code) }
    if found.contains(where: { if case .known = $0.facts { true } else { false } }) { return false }
    return found.isEmpty ? true : nil
  }

  /// By TensorFlow's formula for each window with SAME padding.
  fileprivate var padsEqually: Bool {
    graph.nodes.allSatisfy { node in
      let window: WindowSettings
      switch node.operation {
      case .convolution(let layer): window = layer.window
      case .pool(let layer): window = layer.window
      default: return true
      }
      guard let input = layers[node.inputs[0].node].outputs[node.inputs[0].output].shape.value
      else {
        return true
      }
      return (0..<input.spatialRank).allSatisfy { axis in
        guard let length = input[axis + 2].constant else { return true }
        let (kernel, stride) = (window.kernel[axis], window.stride[axis])
        let extent = window.dilation[axis] * (kernel - 1) + 1
        switch window.padding {
        case .sameUpper, .sameLower:
          return max(((length + stride - 1) / stride - 1) * stride + extent - length, 0) % 2 == 0
        case .explicit(let before, let after):
          return stride > 1 || kernel == 1 || before[axis] == after[axis]
        }
      }
    }
  }
}
