// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "rfcalc",
  products: [
    .library(name: "RFKit", targets: ["RFKit"]),
    .executable(name: "rfcalc", targets: ["rfcalc"]),
  ],
  targets: [
    // What text from outside may do to an output: everything that writes or tells takes this type.
    .target(name: "Escaping"),
    .target(name: "ConvArithmetic", dependencies: ["Escaping"]),
    .target(name: "LayerGraph", dependencies: ["Escaping", "ConvArithmetic"]),
    .target(name: "Analyses", dependencies: ["Escaping", "ConvArithmetic", "LayerGraph"]),
    // Runs networks without knowing a formula: it sees the graph and nothing else.
    .target(name: "ReferenceExecutor", dependencies: ["Escaping", "LayerGraph"]),
    .target(
      name: "Verification",
      dependencies: ["Escaping", "ConvArithmetic", "LayerGraph", "Analyses", "ReferenceExecutor"]),
    // Shape computations in files are followed with the operators' own rules, the formulas' one home.
    .target(
      name: "Importers", dependencies: ["Escaping", "ConvArithmetic", "LayerGraph", "Analyses"]),
    .target(name: "ModelZoo", dependencies: ["Escaping", "ConvArithmetic", "LayerGraph"]),
    .target(
      name: "Renderers", dependencies: ["Escaping", "ConvArithmetic", "LayerGraph", "Analyses"]),
    .target(
      name: "RFKit",
      dependencies: [
        "Escaping", "ConvArithmetic", "LayerGraph", "Analyses", "ReferenceExecutor", "Verification",
        "Importers", "ModelZoo", "Renderers",
      ]),
    .target(name: "RFCommand", dependencies: ["RFKit"]),
    .executableTarget(name: "rfcalc", dependencies: ["RFCommand"]),
    // Not tests and not products: figures to compare, and a program that uses the library.
    .executableTarget(
      name: "Benchmarks", dependencies: ["RFKit", "ReferenceExecutor", "TestSupport"],
      path: "Tests/Benchmarks"),
    // Documents under kill -9 and several writers at once.
    .executableTarget(
      name: "DocumentStress", dependencies: ["TestSupport", "rfcalc"], path: "Tests/DocumentStress",
      exclude: ["README.md"]),
    // What must hold whatever is read: for the tests, and for the fuzzer, which is built with a flag of its own.
    .target(
      name: "FuzzEntries", dependencies: ["RFKit", "RFCommand", "Importers", "TestSupport"],
      path: "Tests/FuzzEntries"),
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzEntries", "TestSupport"], path: "Tests/Fuzz",
      exclude: ["Regressions"]),
    .executableTarget(name: "Detector", dependencies: ["RFKit"], path: "Examples/Detector"),
    // What several suites share: measured and random graphs, samples of all operators, mutations.
    .target(
      name: "TestSupport", dependencies: ["ConvArithmetic", "LayerGraph"],
      path: "Tests/TestSupport", exclude: ["Fixtures"]),
    .testTarget(name: "EscapingTests", dependencies: ["Escaping", "TestSupport"]),
    .testTarget(
      name: "ConvArithmeticTests", dependencies: ["Escaping", "ConvArithmetic", "TestSupport"]),
    .testTarget(
      name: "LayerGraphTests",
      dependencies: ["Escaping", "ConvArithmetic", "LayerGraph", "TestSupport"]),
    .testTarget(
      name: "AnalysesTests",
      dependencies: [
        "Escaping", "ConvArithmetic", "LayerGraph", "Analyses", "ModelZoo", "TestSupport",
      ]),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "Escaping", "ConvArithmetic", "LayerGraph", "Analyses", "Verification", "ModelZoo",
        "TestSupport",
      ]),
    .testTarget(
      name: "ReferenceExecutorTests",
      dependencies: [
        "Escaping", "ConvArithmetic", "LayerGraph", "ReferenceExecutor", "Importers", "TestSupport",
      ]),
    .testTarget(
      name: "ImportersTests",
      dependencies: [
        "RFKit", "Escaping", "ConvArithmetic", "LayerGraph", "Analyses", "Importers", "ModelZoo",
        "Renderers",
        "TestSupport",
      ], exclude: ["ONNX/Fixtures"]),
    .testTarget(
      name: "ModelZooTests", dependencies: ["RFKit", "TestSupport"], exclude: ["Fixtures"]),
    .testTarget(
      name: "RenderersTests", dependencies: ["RFKit", "Escaping", "TestSupport"],
      exclude: ["Snapshots"]),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzEntries"]),
    .testTarget(
      name: "RFCommandTests", dependencies: ["RFKit", "RFCommand", "TestSupport"],
      exclude: ["Snapshots"]),
  ],
  swiftLanguageModes: [.v6]
)

// The same strictness everywhere: every import is explicit, every existential is spelled.
for target in package.targets {
  target.swiftSettings = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]
    .map { .enableUpcomingFeature($0) }
}
