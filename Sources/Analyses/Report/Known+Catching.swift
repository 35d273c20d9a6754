import ConvArithmetic
import LayerGraph

extension Known {
  /// Runs a computation whose failure means that the fact is unknown.
  /// - Throws: `Problem` when the failure is an error of the graph instead.
  init(catching body: () throws -> Value) throws(Problem) {
    do {
      self = .known(try body())
    } catch let problem as Problem {
      throw problem
    } catch {
      self = .unknown(UnknownReason(error))
    }
  }

  /// A fact about a context; unknown when the context is.
  init<Context>(
    flattening context: Known<Context>, _ body: (Context) throws -> Value
  ) throws(Problem) {
    switch context {
    case .known(let context): self = try Known { try body(context) }
    case .unknown(let reason): self = .unknown(reason)
    }
  }

  init(arithmetic body: () throws(ArithmeticError) -> Value) {
    do throws(ArithmeticError) { self = .known(try body()) } catch { self = .unknown(.tooLarge) }
  }

  func flatMapArithmetic<Other>(
    _ transform: (Value) throws(ArithmeticError) -> Other
  ) -> Known<Other> {
    switch self {
    case .known(let value):
      do throws(ArithmeticError) { return .known(try transform(value)) } catch {
        return .unknown(.tooLarge)
      }
    case .unknown(let reason): return .unknown(reason)
    }
  }
}

extension UnknownReason {
  /// Rules throw a reason or an arithmetic error; nothing else reaches this.
  init(_ error: any Error) { self = error as? UnknownReason ?? .tooLarge }
}
