import RFKit

/// Whether an operator is the module of a row, with its settings.
enum LayerAgreement {
  static func agree(_ operation: Operator, _ row: LayerTable.Row) -> Bool {
    switch (operation, row.type) {
    case (.convolution(let conv), "Conv2d"), (.convolution(let conv), "Conv3d"),
      (.convolution(let conv), "Conv3DSimple"), (.convolution(let conv), "Conv3DNoTemporal"),
      (.convolution(let conv), "Conv1d"):
      let isGroups =
        switch conv.groups {
        case .count(let count): count == row.hyper.groups
        case .depthwise: row.hyper.groups ?? 1 > 1
        }
      return isGroups && conv.hasBias == row.hyper.bias && agree(conv.window, row.hyper)
    case (.transposedConvolution(let conv), "ConvTranspose2d"),
      (.transposedConvolution(let conv), "ConvTranspose3d"):
      return conv.groups == .count(1) && row.hyper.groups == 1 && conv.hasBias == row.hyper.bias
        && row.hyper.outputPadding.map { $0 == conv.outputPadding } ?? false
        && agree(conv.window, row.hyper)
    case (.groupNorm(let norm), "GroupNorm"): return norm.isAffine
    case (.pool(let pool), "MaxPool2d"), (.pool(let pool), "MaxPool3d"):
      return pool.function == .maximum && pool.ceilMode == row.hyper.ceilMode
        && agree(pool.window, row.hyper)
    case (.pool(let pool), "AvgPool2d"), (.pool(let pool), "AvgPool3d"):
      return pool.function == .average(countIncludePad: true) && agree(pool.window, row.hyper)
    case (.layerNorm(let norm), "LayerNorm"): return norm.axes == .trailing(1)
    case (.layerNorm(let norm), "LayerNorm2d"): return norm.axes == .channels
    case (.dropout(let dropout), "Dropout"): return dropout.target == .elements
    case (.dropout(let dropout), "StochasticDepth"): return dropout.target == .branch
    case (.linear(let linear), "Linear"): return linear.hasBias == row.hyper.bias
    case (.adaptivePool, "AdaptiveAvgPool2d"), (.adaptivePool, "AdaptiveAvgPool3d"),
      (.batchNorm, "BatchNorm2d"), (.batchNorm, "BatchNorm3d"), (.flatten, "Flatten"),
      (.permute, "Permute"), (.multiHeadAttention, "MultiheadAttention"),
      (.identity, "Identity"), (.permute, "SwapAxes"), (.reshape, "WindowPartition"),
      (.flatten, "WindowDepartition"):
      return true
    case (.activation(let activation), let type): return activation.kind == type.lowercased()
    default: return false
    }
  }

  private static func agree(_ window: WindowSettings, _ row: LayerTable.Settings) -> Bool {
    guard let kernel = row.kernelSize, let stride = row.stride, let padding = row.padding,
      case .explicit(let before, let after) = window.padding
    else { return false }
    return kernel == window.kernel && stride == window.stride && padding == before
      && padding == after && row.dilation.map { $0 == window.dilation } ?? true
  }
}
