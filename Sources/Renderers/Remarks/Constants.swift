import Analyses
import ConvArithmetic
import Escaping
import LayerGraph

/// What is said of numbers that a file stores and nobody learns, where they are many.
struct Constants {
  let report: Report

  /// "552,278 stored numbers are constants, not learned: 331,338 under names that exporters make up
  /// (onnx::Add_4747, …), 220,940 in Constant nodes."
  var remark: Message? {
    guard let constants = report.total.constants.value?.constant, constants >= Self.many(report)
    else { return nil }
    var groups: [StoredTensor.Evidence: (elements: Int, largest: StoredTensor, count: Int)] = [:]
    let tensors = report.graph.looseTensors + report.layers.flatMap(\.tensors)
    for tensor in tensors where tensor.evidence.kind == .constant {
      var group = groups[tensor.evidence] ?? (0, tensor, 0)
      let (sum, overflow) = group.elements.addingReportingOverflow(tensor.elements)
      if overflow { return nil }
      group.elements = sum
      group.count += 1
      if tensor.elements > group.largest.elements { group.largest = tensor }
      groups[tensor.evidence] = group
    }
    if groups.isEmpty { return nil }
    let sorted = groups.sorted {
      ($1.value.elements, $0.key.rawValue) < ($0.value.elements, $1.key.rawValue)
    }
    let parts: [Message] = sorted.map { evidence, group in
      let more: Message = group.count > 1 ? ", …" : ""
      let name: Message = group.largest.name.isEmpty ? "" : " (\(group.largest.name)\(more))"
      return "\(Digits.grouped(group.elements)) \(evidence.group)\(name)"
    }
    return "\(Digits.grouped(constants)) stored numbers are constants, not learned: "
      + parts.listed(atMost: 8) + "."
  }

  /// From a hundredth of what is learned on, and never a few.
  private static func many(_ report: Report) -> Int {
    max(64, (report.total.parameters.value?.constant ?? 0) / 100)
  }
}
