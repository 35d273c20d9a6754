import ConvArithmetic
import LayerGraph

/// What reads a feature pyramid: heads that pass over every level with the same weights, and heads that
/// pass over the regions that were found, here as many as torchvision keeps for each image.
struct DetectionHeads {
  let levels: Recipe.Outputs
  /// Images.
  let batch: Dim
  /// With the background.
  let classes: Int

  private var net: GraphBuilder { levels[0].value.builder }

  /// Faster R-CNN (Ren et al. 2015): objectness and boxes of anchors, then classes and boxes of 1000
  /// proposals.
  /// - Parameter hasNorm: the second version: two convolutions before the anchors, four with batch norm
  ///   in the place of the first linear layer.
  func proposals(
    anchors: Int, hasNorm: Bool = false
  ) throws(ArithmeticError) -> Recipe.Outputs {
    let convs = (0..<(hasNorm ? 2 : 1)).flatMap { index in
      [("conv.\(index).0", Operator.conv(256, 3, padding: 1)), ("conv.\(index).1", .relu)]
    }
    let anchored = dense(
      "rpn.head", convs, [("cls_logits", .conv(anchors, 1)), ("bbox_pred", .conv(4 * anchors, 1))])
    let regions = aligned(try batch * 1000, size: 7, "box_roi_pool")
    let found = net.scope("roi_heads") {
      let features =
        hasNorm
        ? (0..<4).reduce(regions) { x, index in
          x.sequence("box_head.\(index)", .convNorm(256, 3, then: .relu))
        }
        .chain(["box_head.4": .flat, "box_head.5": .fc(1024), "box_head.6": .relu])
        : regions.chain([
          "box_head.flatten": .flat, "box_head.fc6": .fc(1024), "box_head.relu6": .relu,
          "box_head.fc7": .fc(1024), "box_head.relu7": .relu,
        ])
      return [
        ("scores", features.linear(classes, named: "box_predictor.cls_score")),
        ("boxes", features.linear(4 * classes, named: "box_predictor.bbox_pred")),
      ]
    }
    return anchored + found
  }

  /// Mask R-CNN (He et al. 2017): 28×28 masks of 100 regions.
  func masks(hasNorm: Bool) throws(ArithmeticError) -> Recipe.Outputs {
    let regions = aligned(try batch * 100, size: 14, "mask_roi_pool")
    let mask = net.scope("roi_heads") {
      (0..<4).reduce(regions) { x, index in
        x.sequence(
          "mask_head.\(index)",
          hasNorm ? .convNorm(256, 3, then: .relu) : [.conv(256, 3, padding: 1), .relu])
      }
      .transposedConv(256, kernel: 2, stride: 2, named: "mask_predictor.conv5_mask")
      .relu(named: "mask_predictor.relu").conv(classes, 1, named: "mask_predictor.mask_fcn_logits")
    }
    return [("masks", mask)]
  }

  /// Keypoints of 100 persons, 17 maps of 56×56 each.
  func keypoints() throws(ArithmeticError) -> Recipe.Outputs {
    let regions = aligned(try batch * 100, size: 14, "keypoint_roi_pool")
    let maps = net.scope("roi_heads") {
      (0..<8).reduce(regions) { x, index in
        x.conv(512, 3, padding: 1, named: "keypoint_head.\(2 * index)")
          .relu(named: "keypoint_head.\(2 * index + 1)")
      }
      .transposedConv(
        17, kernel: 4, stride: 2, padding: 1, named: "keypoint_predictor.kps_score_lowres"
      )
      .upsample(2, mode: .linear, named: "keypoint_predictor.upsample")
    }
    return [("keypoints", maps)]
  }

  /// RetinaNet (Lin et al. 2017): four convolutions each for classes and boxes of 9 anchors.
  func retina(hasNorm: Bool) -> Recipe.Outputs {
    let convs = (0..<4).flatMap { index -> [(String, Operator)] in
      let norm = hasNorm ? [("conv.\(index).1", Operator.groupNorm(GroupNorm(groups: 32)))] : []
      return [("conv.\(index).0", .conv(256, 3, padding: 1, bias: !hasNorm))] + norm
        + [("conv.\(index).\(hasNorm ? 2 : 1)", .relu)]
    }
    return dense(
      "head.classification_head", convs, [("cls_logits", .conv(9 * classes, 3, padding: 1))])
      + dense("head.regression_head", convs, [("bbox_reg", .conv(9 * 4, 3, padding: 1))])
  }

  /// FCOS (Tian et al. 2019): no anchors, and how far a pixel is from its object's centre.
  func fcos() -> Recipe.Outputs {
    let convs = (0..<4).flatMap { index -> [(String, Operator)] in
      [
        ("conv.\(3 * index)", .conv(256, 3, padding: 1)),
        ("conv.\(3 * index + 1)", .groupNorm(GroupNorm(groups: 32))),
        ("conv.\(3 * index + 2)", .relu),
      ]
    }
    let conv = { Operator.conv($0, 3, padding: 1) }
    return dense("head.classification_head", convs, [("cls_logits", conv(classes))])
      + dense(
        "head.regression_head", convs, [("bbox_reg", conv(4)), ("bbox_ctrness", conv(1))])
  }

  /// Layers and then several ends over each level, everywhere with the same weights.
  private func dense(
    _ name: String, _ layers: [(String, Operator)], _ ends: [(String, Operator)]
  ) -> Recipe.Outputs {
    net.scope(name) {
      levels.flatMap { level, map in
        let features = layers.reduce(map) { shared($0, $1, name) }
        return ends.map { end in ("\(end.0).\(level)", shared(features, end, name)) }
      }
    }
  }

  private func shared(_ x: Value, _ layer: (String, Operator), _ scope: String) -> Value {
    x.then(layer.1, named: layer.0, sharedWeights: SharedWeights("\(scope).\(layer.0)"))
  }

  /// The maps under regions of interest, bilinearly sampled: which ones depends on the image.
  private func aligned(_ count: Dim, size: Int, _ name: String) -> Value {
    let maps = levels.filter { $0.name != "pool" }.map(\.value)
    let shape: Shape = [count, 256, Dim(size), Dim(size)]
    return net.add(
      .opaque(Opaque(name: "roi align", shapes: [shape], multiplyAccumulates: 0)), to: maps,
      named: "roi_heads.\(name)")
  }
}
