import Escaping

/// An ONNX file by its framing, before anything is made of it: who has shapes for the inputs can see first
/// which there are.
package struct ONNXFile {
  let bytes: UnsafeRawBufferPointer
  let record: ModelRecord
  let names: FileNames

  /// - Parameter bytes: the file, which must stay as it is for as long as this is used.
  package init(_ bytes: UnsafeRawBufferPointer) throws(ONNXError) {
    var names = FileNames(bytes)
    do throws(WireError) { record = try ModelRecord(WireReader(bytes), names: &names) } catch {
      let fault = ONNXError(error)
      throw Self.resemblesModel(bytes)
        ? fault : ONNXError(.file, .noModel(Self.kind(of: bytes) ?? fault.message))
    }
    if record.graph == nil, !Self.resemblesModel(bytes) {
      throw ONNXError(.file, .noModel(Self.kind(of: bytes) ?? "there is no graph in it"))
    }
    (self.bytes, self.names) = (bytes, names)
  }

  /// The names of the inputs, in order.
  package var inputNames: [String] {
    let held = Set((record.graph?.initializers ?? []).map(\.name))
    return (record.graph?.inputs ?? []).filter { $0.name >= 0 && !held.contains($0.name) }
      .map { String(decoding: bytes[names.place($0.name)], as: UTF8.self) }
  }
}
