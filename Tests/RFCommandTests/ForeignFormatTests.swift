import Testing

@testable import RFCommand

/// Networks in other formats: the command that makes an ONNX model of them.
@Suite struct ForeignFormatTests {
  private static let torch =
    "torch.onnx.export(model.eval(), torch.rand(1, 3, 224, 224), \"model.onnx\")"

  @Test(arguments: [
    (
      "a/net.pt", "is a file of PyTorch, which only its program can read; export it there: \(torch)"
    ),
    ("net.PTH", "is a file of PyTorch, which only its program can read; export it there: \(torch)"),
    (
      "net.pt2",
      "is a program of torch.export; export it with PyTorch: "
        + "torch.onnx.export(torch.export.load(\"net.pt2\"), f=\"net.onnx\", dynamo=True)"
    ),
    (
      "net.safetensors",
      "holds weights without the network around them; export the network with PyTorch: \(torch)"
    ),
    (
      "net.h5",
      "is a model of Keras; export it with Keras: "
        + "keras.models.load_model(\"net.h5\").export(\"net.onnx\", format=\"onnx\")"
    ),
    (
      "net.keras",
      "is a model of Keras; export it with Keras: "
        + "keras.models.load_model(\"net.keras\").export(\"net.onnx\", format=\"onnx\")"
    ),
    (
      "net.pb",
      "is a graph of TensorFlow; export it with tf2onnx: python -m tf2onnx.convert --graphdef net.pb "
        + "--inputs INPUT:0 --outputs OUTPUT:0 --output net.onnx, or the folder that it is saved in: "
        + "python -m tf2onnx.convert --saved-model FOLDER --output model.onnx"
    ),
    (
      "net.tflite",
      "is a model of TensorFlow Lite; export it with tf2onnx: "
        + "python -m tf2onnx.convert --tflite net.tflite --output net.onnx"
    ),
    (
      "net.pdmodel",
      "is a model of PaddlePaddle; export it with paddle2onnx: paddle2onnx --model_dir FOLDER "
        + "--model_filename net.pdmodel --params_filename net.pdiparams --save_file net.onnx"
    ),
    (
      "net.mlmodel",
      "is a model of Core ML, which nothing turns back into ONNX for sure; export the network from the "
        + "program that made it, with PyTorch: \(torch)"
    ),
  ])
  func advice(_ path: String, _ says: String) {
    let result = rfcalc(path, MemoryFiles([path: "x"]))
    #expect(result.code == 65)
    #expect(result.err == "Error: '\(path)' \(says)\n")
  }

  @Test func folders() {
    let files = MemoryFiles(["saved/saved_model.pb": "x"])
    files.folders = ["saved", "other.d"]
    #expect(
      rfcalc("saved", files).err
        == "Error: 'saved' is a network that TensorFlow saved; export it with tf2onnx: "
        + "python -m tf2onnx.convert --saved-model saved --output model.onnx\n")
    #expect(rfcalc("other.d", files).err == "Error: 'other.d' is a folder; name a file\n")
  }
}
