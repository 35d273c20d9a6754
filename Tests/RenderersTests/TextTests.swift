import RFKit
import Testing

/// What is measured, and cut when text is laid out.
struct TextTests {
  @Test func displayWidth() {
    let widths: [(String, Int)] = [
      ("", 0), ("conv1", 5), ("64×112×112", 10), ("⌈H/32⌉", 6), ("日本", 4), ("ﾊﾝ", 2),
      ("e\u{301}", 1), ("\u{301}", 0), ("🙂", 2), ("👨‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1),
      ("a\u{200B}b", 2), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("Ａ", 2), ("½", 1), ("…", 1),
      ("a\u{FE0E}", 1), ("─", 1), ("עברית", 5),
    ]
    for (text, width) in widths {
      #expect(DisplayWidth.of(text) == width, "\(text)")
    }
  }

  @Test func paddingAndShortening() {
    #expect("日本".padded(to: 6, .left) == "日本  ")
    #expect("12".padded(to: 5, .right) == "   12")
    #expect("long".padded(to: 2, .right) == "long")
    let cuts: [(String, Int, String)] = [
      ("features.denseblock1", 20, "features.denseblock1"),
      ("features.denseblock1", 12, "featu…block1"), ("abcdef", 1, "…"), ("abcdef", 2, "…f"),
      ("日本語日本語", 7, "日…語"), ("", 5, ""), ("abc", 0, "abc"),
    ]
    for (text, width, expected) in cuts {
      #expect(text.shortened(to: width) == expected)
      if width > 0 { #expect(DisplayWidth.of(text.shortened(to: width)) <= width) }
    }
  }

  @Test func wrapping() {
    #expect(("one two three" as Message).wrapped(to: 7) == "one two\n  three\n")
    #expect(("one two three" as Message).wrapped(to: 80) == "one two three\n")
    #expect(("unbreakable" as Message).wrapped(to: 3) == "unbreakable\n")
    #expect(("" as Message).wrapped(to: 10) == "\n")
  }

  @Test func numbers() throws {
    let bytes: [(Int, String)] = [
      (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"),
      (1_048_575, "1.0 MiB"), (1_048_524, "1,023.9 KiB"), (102_228_128, "97.5 MiB"),
      (.max, "8.0 EiB"), (-2048, "-2.0 KiB"),
    ]
    for (count, expected) in bytes { #expect(Digits.bytes(count) == expected) }
    let shares: [(Int, Int, String)] = [
      (1, 1, "100 %"), (3, 5, "60 %"), (1, 3, "33.3 %"), (2, 3, "66.7 %"), (5, 9, "55.6 %"),
      (1, 1000, "0.1 %"), (0, 1, "0 %"), (9999, 10000, "100.0 %"),
    ]
    for (numerator, denominator, expected) in shares {
      let share = try Rational(numerator, over: denominator)
      #expect(Digits.percent(share) == expected)
    }
    #expect(Digits.grouped(25_557_032) == "25,557,032")
  }
}
