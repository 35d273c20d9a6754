/// What may be written after a layer's name.
struct LayerForm {
  let size: Size
  let keys: [LayerKey]

  enum Size {
    case none
    /// Missing sizes are reported with an example.
    case required(Setting, example: String)
    case optional(Setting)

    var setting: Setting? {
      switch self {
      case .none: nil
      case .required(let setting, _), .optional(let setting): setting
      }
    }
  }

  init(_ size: Size = .none, _ keys: [LayerKey] = []) {
    self.size = size
    self.keys = keys
  }
}

extension LayerName {
  var form: LayerForm {
    switch self {
    case .conv, .dwconv, .pwconv, .tconv: convolutionForm
    case .pool, .avgpool, .lppool: poolForm
    case .up, .upbilinear, .upcubic, .shuffle, .unshuffle, .channelshuffle, .pad, .crop,
      .adaptivepool, .adaptivemaxpool:
      spatialForm
    default: elementForm
    }
  }

  private var convolutionForm: LayerForm {
    let kernel = Setting(title: "kernel", form: .axes, least: 1)
    let size = LayerForm.Size.required(kernel, example: "'\(rawValue)3' or '\(rawValue)3x5'")
    let window: [LayerKey] = [.stride, .padding, .dilation]
    let channels: [LayerKey] = [.channels, .inputChannels]
    let padding: [LayerKey] = [.samePadding, .sameLowerPadding, .noPadding]
    let bias: [LayerKey] = [.bias, .nobias]
    let modes: [LayerKey] = [.reflect, .replicate, .circular]
    return switch self {
    case .dwconv: LayerForm(size, window + channels + padding + bias + modes)
    case .pwconv: LayerForm(.none, [.stride] + channels + [.groups] + bias)
    case .tconv:
      LayerForm(size, window + [.outputPadding] + channels + [.groups] + padding + bias)
    default: LayerForm(size, window + channels + [.groups] + padding + bias + modes)
    }
  }

  private var poolForm: LayerForm {
    let kernel = Setting(title: "kernel", form: .axes, least: 1)
    return LayerForm(
      .required(kernel, example: "'\(rawValue)2' or '\(rawValue)2x3'"),
      [
        .stride, .padding, .dilation, .samePadding, .sameLowerPadding, .noPadding, .ceil,
      ])
  }

  private var spatialForm: LayerForm {
    func required(_ title: String, _ form: Setting.Form, least: Int = 1) -> LayerForm.Size {
      .required(Setting(title: title, form: form, least: least), example: "'\(rawValue)2'")
    }
    let scale = LayerForm.Size.required(
      Setting(title: "factor", form: .axes, least: 0, allowsDecimals: true),
      example: "'\(rawValue)2'")
    return switch self {
    case .up: LayerForm(scale)
    case .upbilinear, .upcubic: LayerForm(scale, [.align])
    case .channelshuffle: LayerForm(required("number of groups", .single))
    case .pad: LayerForm(required("padding", .sides, least: 0), [.reflect, .replicate, .circular])
    case .crop: LayerForm(required("crop", .sides, least: 0))
    case .adaptivepool, .adaptivemaxpool: LayerForm(required("output size", .axes))
    default: LayerForm(required("factor", .single))
    }
  }

  private var elementForm: LayerForm {
    func number(_ title: String, decimals: Bool = false) -> Setting {
      Setting(title: title, form: .single, least: decimals ? 0 : 1, allowsDecimals: decimals)
    }
    return switch self {
    case .fc:
      LayerForm(
        .required(number("number of outputs"), example: "'fc1000'"),
        [.inputChannels, .bias, .nobias])
    case .bn, .ln: LayerForm(.none, [.noaffine])
    case .instanceNorm: LayerForm(.none, [.affine])
    case .gn: LayerForm(.required(number("number of groups"), example: "'gn32'"), [.noaffine])
    case .lrn: LayerForm(.optional(number("size")))
    case .leaky: LayerForm(.optional(number("slope", decimals: true)))
    case .dropout: LayerForm(.optional(number("rate", decimals: true)))
    case .prelu: LayerForm(.none, [.perchannel])
    case .scale: LayerForm(.none, [.bias, .nobias])
    case .se:
      LayerForm(.required(number("number of squeeze channels"), example: "'se16'"), [.channels])
    default: LayerForm()
    }
  }
}
