/// The help of `rfcalc verify`.
extension VerifyCommand {
  static let manual = Manual(
    arguments: "<network> [--quick | --full]",
    abstract: "Hold the numbers against real forward passes.",
    discussion: [
      "The network is run with kernels that know none of the formulas. Every value that differs "
        + "is printed, and the exit code is then 1. Fields don't depend on the width, so passes "
        + "for them use fewer channels wherever the network can follow; what is printed says so. "
        + "Weights and images come from a fixed seed.",
      "",
      "What a pass takes is estimated before it is begun. One that needs more memory than "
        + "--memory allows, or would last more than two minutes (an hour with --full; with --quick "
        + "twenty seconds for all together), is left out, and so is one that can't be run; the "
        + "reason is printed. Where none is left, that is an error. On large inputs positions are "
        + "told apart one by one where fields begin and end, in very deep networks fields of some "
        + "layers are looked at; what is printed says how many.",
    ],
    examples: ["rfcalc verify resnet50", "rfcalc verify vgg16 --quick"],
    positionals: [Manual.network],
    options: Option.networks + Option.tables + [.quick, .full, .memory],
    lists: [passes, modes])

  private static let passes: Manual.List = (
    "PASSES",
    [
      ("real numbers", "Shapes, parameters really read, peak memory, finite values."),
      ("counting numbers", "MACs and FLOPs really executed."),
      (
        "footprints",
        "Along each axis, numbers that remember what they depend on: fields with their holes, "
          + "closed forms."
      ),
      (
        "centroids",
        "Along each axis, the mean places that numbers depend on, through each branch by itself, "
          + "on an image so long that every phase has units inside: alignment of branches."
      ),
      (
        "NaN taint",
        "Along each axis, NaNs in a row of the image, which must reach just the units that see it."
      ),
    ]
  )

  private static let modes: Manual.List = (
    "MODES",
    [
      (
        "--quick",
        "Every pass with fewer channels; every unit of a layer up to 8 along an axis, else 7; NaNs "
          + "in up to 2 rows."
      ),
      (
        "neither",
        "Real and counting numbers at full size; every unit up to 16, else 9; NaNs in up to 4 rows."
      ),
      (
        "--full",
        "Full size, every unit up to 65,536 along an axis; NaNs in up to 8 rows; fields on every input, "
          + "where the others look at the first of very many."
      ),
    ]
  )
}
