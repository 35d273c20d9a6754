import ConvArithmetic
import LayerGraph

/// Sums over the layers that share a name prefix.
enum ModulePass {
  /// Every proper prefix of a dotted name, in order of first use. O(total length of the names).
  static func modules(of layers: [LayerReport]) -> [ModuleReport] {
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for index in layers.indices {
      let name = layers[index].name
      var depth = 0
      for dot in name.utf8.indices where name.utf8[dot] == UInt8(ascii: ".") {
        // A hostile name of thousands of dots would make thousands of modules.
        depth += 1
        guard depth <= maximumDepth else { break }
        let prefix = String(name[..<dot])
        if members[prefix] == nil { order.append(prefix) }
        members[prefix, default: []].append(index)
      }
    }
    return order.map { name in
      let indices = members[name] ?? []
      return ModuleReport(
        name: name, layers: indices, parameters: Sum.parameters(layers, indices),
        work: Sum.work(layers, indices), activationBytes: Sum.activationBytes(layers, indices))
    }
  }

  static let maximumDepth = 32
}

/// Sums of known facts over some layers; unknown as soon as one is.
enum Sum {
  static func parameters(
    _ layers: [LayerReport], _ indices: some Sequence<Int>
  ) -> Known<ParameterCounts> {
    var sum = ParameterCounts.zero
    for index in indices {
      switch layers[index].parameters {
      case .unknown(let reason): return .unknown(reason)
      case .known(let counts):
        do throws(ArithmeticError) { sum = try sum.adding(counts) } catch {
          return .unknown(.tooLarge)
        }
      }
    }
    return .known(sum)
  }

  static func work(_ layers: [LayerReport], _ indices: some Sequence<Int>) -> Known<Work> {
    var sum = Work.none
    for index in indices {
      switch layers[index].work {
      case .unknown(let reason): return .unknown(reason)
      case .known(let work):
        do throws(ArithmeticError) { sum = try sum.adding(work) } catch {
          return .unknown(.tooLarge)
        }
      }
    }
    return .known(sum)
  }

  static func activationBytes(
    _ layers: [LayerReport], _ indices: some Sequence<Int>
  ) -> Known<Dim> {
    var sum: Known<Dim> = 0
    for index in indices { sum = sum.adding(layers[index].activationBytes) }
    return sum
  }
}
