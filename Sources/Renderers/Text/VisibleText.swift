import Escaping

extension String {
  package var visible: String { Terminal.escaped(self) }
}
