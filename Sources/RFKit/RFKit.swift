// Everything of rfcalc under one import.

@_exported public import Analyses
@_exported public import ConvArithmetic
@_exported public import Escaping
@_exported public import Importers
@_exported public import LayerGraph
@_exported public import ModelZoo
@_exported public import ReferenceExecutor
@_exported public import Renderers
@_exported public import Verification
