import RFKit

/// Networks in formats that aren't read, and the command that makes an ONNX model of them.
enum ForeignFormat: CaseIterable {
  case torch, torchProgram, weights, keras, tensorFlow, lite, paddle, caffe, coreML, openVINO,
    engine

  /// The ends of the names of its files.
  private var extensions: [String] {
    switch self {
    case .torch: ["pt", "pth", "ckpt", "pkl", "torchscript", "ptl"]
    case .torchProgram: ["pt2"]
    case .weights: ["safetensors", "npz", "npy"]
    case .keras: ["h5", "hdf5", "keras"]
    case .tensorFlow: ["pb", "pbtxt", "meta"]
    case .lite: ["tflite", "lite"]
    case .paddle: ["pdmodel", "pdiparams", "pdparams"]
    case .caffe: ["caffemodel", "prototxt"]
    case .coreML: ["mlmodel", "mlpackage"]
    case .openVINO: ["xml", "bin"]
    case .engine: ["engine", "trt", "plan", "ort", "mnn", "ncnn", "param"]
    }
  }

  init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    let end = path[path.index(after: dot)...].lowercased()
    guard let format = Self.allCases.first(where: { $0.extensions.contains(end) }) else {
      return nil
    }
    self = format
  }

  /// What a file of this kind is, and what to do with it.
  func message(_ path: String) -> Message {
    switch self {
    case .torch:
      "'\(path)' is a file of PyTorch, which only its program can read; export it there: \(Self.export("model"))"
    case .torchProgram:
      "'\(path)' is a program of torch.export; export it with PyTorch: "
        + "torch.onnx.export(torch.export.load(\"\(path)\"), f=\"\(path.stem).onnx\", dynamo=True)"
    case .weights:
      "'\(path)' holds weights without the network around them; export the network with PyTorch: "
        + Self.export("model")
    case .keras:
      "'\(path)' is a model of Keras; export it with Keras: "
        + "keras.models.load_model(\"\(path)\").export(\"\(path.stem).onnx\", format=\"onnx\")"
    case .tensorFlow:
      "'\(path)' is a graph of TensorFlow; export it with tf2onnx: "
        + "python -m tf2onnx.convert --graphdef \(path) --inputs INPUT:0 --outputs OUTPUT:0 "
        + "--output \(path.stem).onnx, or the folder that it is saved in: \(Self.savedModel("FOLDER"))"
    case .lite:
      "'\(path)' is a model of TensorFlow Lite; export it with tf2onnx: "
        + "python -m tf2onnx.convert --tflite \(path) --output \(path.stem).onnx"
    case .paddle:
      "'\(path)' is a model of PaddlePaddle; export it with paddle2onnx: paddle2onnx --model_dir FOLDER "
        + "--model_filename \(path.stem).pdmodel --params_filename \(path.stem).pdiparams "
        + "--save_file \(path.stem).onnx"
    case .caffe, .coreML, .openVINO, .engine:
      "'\(path)' is \(kind), which nothing turns back into ONNX for sure; export the network from the program that "
        + "made it, with PyTorch: \(Self.export("model"))"
    }
  }

  private var kind: Message {
    switch self {
    case .caffe: "a model of Caffe"
    case .coreML: "a model of Core ML"
    case .openVINO: "a model of OpenVINO"
    default: "made for one runtime"
    }
  }

  private static func export(_ model: Message) -> Message {
    "torch.onnx.export(\(model).eval(), torch.rand(1, 3, 224, 224), \"model.onnx\")"
  }

  /// For a folder of TensorFlow.
  static func savedModel(_ folder: String) -> Message {
    "python -m tf2onnx.convert --saved-model \(folder) --output model.onnx"
  }
}
