extension Value {
  /// Whole numbers of 8 bits that stand for these; the other two outputs are their scale and their zero point.
  public func dynamicallyQuantized(named name: String? = nil) -> Value {
    then(.dynamicQuantization(DynamicQuantization()), named: name)
  }
}
