import ConvArithmetic
import LayerGraph
import Verification

extension Mutation {
  /// What picks, repeats, chooses and sums.
  static let picks: [Mutation] = [
    Mutation(
      "step of a gather ignored", at: "gather", .fields,
      .route(2) { _ in .along(output: 2, .shift(by: 1)) }
    ) { $0.input(1, 9, 9).gather(dimension: 2, [1, 3, 5], named: "gather") },
    Mutation(
      "single position picked from the front", at: "gather", .fields, also: [.taint("gather")],
      .route(2) { _ in .along(output: 0, .broadcast) }
    ) { $0.input(1, 9, 5).gather(dimension: 2, [-2], shape: [], named: "gather") },
    Mutation(
      "positions by value as the first", at: "gather", .fields,
      .route(2) { _ in .along(output: 2, .broadcast) }
    ) {
      let image = $0.input(1, 6, 6)
      let index = $0.input(1, 6, 6, named: "other").reduce(
        .argMaximum, dimensions: [0, 1, 2], named: "index")
      return image.gather(dimension: 2, at: index, shape: [6], named: "gather")
    },
    Mutation(
      "tile that does not go round", at: "tile", .fields,
      .route(2) { _ in .along(output: 2, .identity) }
    ) { $0.input(1, 5, 5).tile([1, 1, 2, 1], named: "tile") },
    Mutation(
      "stretched axis read in place", at: "expand", .fields,
      .route(2) { _ in .kept(2) }
    ) { $0.input(1, 1, 5).expand(to: [4, 5], named: "expand") },
    Mutation(
      "second choice forgotten", at: "choice", .fields,
      .routes { routes, _ in routes[2] = routes[2].map { _ in .nothing } }
    ) {
      let image = $0.input(1, 6, 6)
      return image.activation(.not).select(
        image, else: image.averagePool(3, stride: 1, padding: 1), named: "choice")
    },
    Mutation(
      "summed label kept", at: "sum", .fields,
      .route(3) { _ in .kept(2) }
    ) { builder in
      let image = builder.input(2, 5, 5)
      guard let einsum = try? Einsum(equation: "nchw->nch") else { return image }
      return image.then(.einsum(einsum), named: "sum")
    },
  ]
}
