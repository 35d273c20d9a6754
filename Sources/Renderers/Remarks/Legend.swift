import Analyses
import ConvArithmetic
import Escaping

/// What signs in a table mean, where it isn't plain: those that it has, in one line each. Documents have words of their own
/// for them.
struct Legend {
  let signs: TableSigns
  let pixelOrigin: RenderOptions.PixelOrigin

  var remarks: [Message] {
    [
      signs.hasNone ? "–: there is none, as where no unit has a place of its own." : nil,
      signs.hasRanges ? "a–b: the least and the greatest, over units that differ." : nil,
      signs.hasRangesToAll ? "a–all: some units see so much, others the whole input." : nil,
      signs.hasMargins ? "a/b: before the first unit and after the last." : nil,
      signs.hasFractions ? fractions : nil,
      signs.drifts ? "drifts: branches that are further apart with every unit." : nil,
    ].compactMap(\.self)
  }

  private var fractions: Message {
    let centre: Message = pixelOrigin == .zero ? "0" : "½"
    return "½: between two positions, as the first is centred at \(centre)."
  }
}
