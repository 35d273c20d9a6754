import ConvArithmetic
import LayerGraph
import Verification

extension Mutation {
  /// Convolutions and pools.
  static let windows: [Mutation] = [
    Mutation(
      "padding off by one", at: "conv", .shapes, also: [.peakMemory],
      .all(Corruption.conv { $0.window.padding = .symmetric(0) })
    ) { $0.input(2, 8, 8).conv(3, 3, padding: 1, named: "conv").relu() },
    Mutation(
      "padding on the wrong side", at: "conv", .fields, also: [.closedForms("conv")],
      .routesOf(Corruption.conv { $0.window.padding = .explicit(before: 2, after: 0) })
    ) { $0.input(2, 12, 12).conv(3, 3, padding: 1, named: "conv") },
    Mutation(
      "odd pixel of SAME on the wrong side", at: "conv", .fields, also: [.closedForms("conv")],
      .routesOf(Corruption.conv { $0.window.padding = .sameLower })
    ) { $0.input(1, 9, 9).conv(2, kernel: 2, padding: .sameUpper, named: "conv") },
    Mutation(
      "dilation ignored", at: "conv", .fields, also: [.closedForms("conv")],
      .routesOf(
        Corruption.conv {
          $0.window.dilation = 1
          $0.window.padding = .symmetric(1)
        })
    ) { $0.input(1, 12, 12).conv(2, 3, padding: 2, dilation: 2, named: "conv").relu() },
    Mutation(
      "holes filled", at: "conv", .fields, also: [.closedForms("conv")],
      .routesOf(
        Corruption.conv {
          $0.window.dilation = 1
          $0.window.kernel = 5
        })
    ) { $0.input(1, 12, 12).conv(2, 3, padding: 2, dilation: 2, named: "conv") },
    Mutation(
      "stride of the field", at: "conv", .fields, also: [.closedForms("conv")],
      .routesOf(Corruption.conv { $0.window.stride = 1 })
    ) { $0.input(1, 16, 16).conv(2, 3, stride: 2, padding: 1, named: "conv").relu() },
    Mutation(
      "stride of the size", at: "conv", .shapes,
      .shapes { shapes, _ in shapes[0][2] = 16 }
    ) { $0.input(1, 16, 16).conv(2, 3, stride: 2, padding: 1, named: "conv") },
    Mutation(
      "axes swapped", at: "conv", .fields,
      .routes { routes, _ in
        if case .along(_, let height) = routes[0][2], case .along(_, let width) = routes[0][3] {
          routes[0][2] = .along(output: 2, width)
          routes[0][3] = .along(output: 3, height)
        }
      }
    ) { $0.input(1, 10, 10).conv(2, kernel: [3, 1], padding: .symmetric([1, 0]), named: "conv") },
    Mutation(
      "reflected border as zeros", at: "conv", .fields,
      .routesOf(Corruption.conv { $0.paddingMode = .zeros })
    ) {
      $0.input(1, 9, 9)
        .conv(2, kernel: 2, padding: .explicit(before: 1, after: 0), mode: .reflect, named: "conv")
    },
    Mutation(
      "circular border as replicated", at: "conv", .fields,
      .routesOf(Corruption.conv { $0.paddingMode = .replicate })
    ) {
      $0.input(1, 9, 9).conv(2, kernel: 5, padding: .symmetric(2), mode: .circular, named: "conv")
    },
    Mutation(
      "ceil clip dropped", at: "pool", .shapes,
      .shapes { shapes, _ in (shapes[0][2], shapes[0][3]) = (3, 3) }
    ) {
      $0.input(1, 5, 5).maxPool(3, stride: 3, padding: .symmetric(1), ceil: true, named: "pool")
    },
    Mutation(
      "floor instead of ceil", at: "pool", .shapes, .all(Corruption.pool { $0.ceilMode = false })
    ) { $0.input(1, 7, 7).maxPool(2, ceil: true, named: "pool").relu() },
    Mutation(
      "ceil instead of floor", at: "pool", .shapes, .all(Corruption.pool { $0.ceilMode = true })
    ) { $0.input(1, 7, 7).averagePool(2, named: "pool") },
    Mutation(
      "dilation of a pool ignored", at: "pool", .fields,
      .routesOf(Corruption.pool { $0.window.dilation = 1 })
    ) { $0.input(1, 9, 9).maxPool(2, stride: 1, dilation: 2, named: "pool") },
    Mutation(
      "global pool as local", at: "pool", .fields,
      .routes { routes, _ in (routes[0][2], routes[0][3]) = (.kept(2), .kept(3)) }
    ) { $0.input(2, 6, 6).globalAveragePool(named: "pool") },
    Mutation(
      "local pool as global", at: "pool", .fields, also: [.taint("pool")], .route(2) { _ in .all }
    ) { $0.input(2, 8, 8).maxPool(2, named: "pool") },
    Mutation(
      "ends of adaptive windows", at: "pool", .fields,
      .route(2) { _ in
        .along(output: 2, AxisMap(.span(.init(advance: 7, low: 0, high: 7 - 3, divisor: 3))))
      }
    ) { $0.input(1, 7, 7).adaptiveAveragePool([3], named: "pool") },
  ]

  static let transposedConvolutions: [Mutation] = [
    Mutation(
      "output padding dropped", at: "up", .shapes,
      .all(Corruption.transposed { $0.outputPadding = 0 })
    ) {
      $0.input(2, 5, 5)
        .transposedConv(
          2, kernel: 3, stride: 2, padding: .symmetric(1), outputPadding: 1, named: "up")
    },
    Mutation(
      "padding added instead of cropped", at: "up", .shapes,
      .shapes { shapes, _ in shapes[0][2] = 13 }
    ) {
      $0.input(2, 5, 5).transposedConv(2, kernel: 3, stride: 2, padding: .symmetric(1), named: "up")
    },
    Mutation(
      "stride of a transposed convolution ignored", at: "up", .fields,
      .routesOf(Corruption.transposed { $0.window.stride = 1 })
    ) {
      $0.input(2, 6, 6).transposedConv(2, kernel: 4, stride: 2, padding: .symmetric(1), named: "up")
    },
    Mutation(
      "kernel as wide as the stride", at: "up", .fields, also: [.closedForms("up")],
      .routesOf(Corruption.transposed { $0.window.kernel = 2 })
    ) {
      $0.input(2, 8, 8).transposedConv(2, kernel: 4, stride: 2, padding: .symmetric(1), named: "up")
    },
    Mutation(
      "crop of a transposed convolution forgotten", at: "up", .fields,
      .routesOf(Corruption.transposed { $0.window.padding = .valid })
    ) {
      $0.input(2, 6, 6).transposedConv(2, kernel: 2, stride: 2, padding: .symmetric(1), named: "up")
    },
    Mutation(
      "MACs at the output size", at: "up", .multiplyAccumulates, also: [.operations("up")],
      .work { work, site in
        let macs = try site.outputs[0].elements() * site.inputs[0][1] * 9
        work = Work(multiplyAccumulates: macs, floatingPointOperations: .known(try macs * 2))
      }
    ) { $0.input(2, 5, 5).transposedConv(2, kernel: 3, stride: 2, named: "up") },
    Mutation(
      "groups of a transposed convolution ignored", at: "up", .parameters,
      also: [.totalParameters],
      .parametersOf(Corruption.transposed { $0.groups = 1 })
    ) { $0.input(4, 5, 5).transposedConv(4, kernel: 3, stride: 2, groups: 2, named: "up") },
  ]
}
