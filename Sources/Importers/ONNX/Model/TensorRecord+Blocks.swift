import ConvArithmetic

extension TensorRecord {
  /// How many filters at the end are all zeros: they fill up the last block, which has as many as the machine adds
  /// at once, and whose numbers follow each other filter by filter. 0 where the data isn't there.
  func fillingFilters(_ bytes: UnsafeRawBufferPointer, atMost widest: Int) -> Int {
    guard elementType == ElementType.float.rawValue, let count, count > 0,
      let rows = dims.first, rows > 0, let range = rawData(bytes), range.count == 4 * count
    else { return 0 }
    let data = UnsafeRawBufferPointer(rebasing: bytes[range])
    for block in [widest, widest / 2, widest / 4] where block > 0 && rows % block == 0 {
      let filling = fillingFilters(data.suffix(range.count / rows * block), block)
      if filling > 0 { return filling }
    }
    return 0
  }

  private func fillingFilters(
    _ data: Slice<UnsafeRawBufferPointer>, _ block: Int
  ) -> Int {
    let values = UnsafeRawBufferPointer(rebasing: data)
    var last = -1
    for place in 0..<values.count / 4 where place % block > last {
      if values.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self) & 0x7FFF_FFFF != 0 {
        last = place % block
      }
      if last == block - 1 { return 0 }
    }
    // Of zeros alone nothing can be told.
    return last < 0 ? 0 : block - 1 - last
  }
}
