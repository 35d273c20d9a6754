import RFKit
import Testing

@testable import RFCommand

/// Tables in documents: what is rewritten, what is left alone, what is refused.
struct DocsTests {
  private static let table = [
    "", "| layer | output |", "| :---- | -----: |", "| conv1 |  4×8×8 |", "",
  ]
  private static let marker =
    "<!-- rfcalc: --layers conv3p1c4,relu --input 3x8x8 --columns layer,output -->"
  private static let end = "<!-- /rfcalc -->"

  /// A document before, and after with the table where "T" stands.
  private func check(
    _ before: [String], _ after: [String], ending: String = "\n", prefix: String = "",
    as name: String = "a.md",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let bare = String(prefix.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    let table = Self.table.map { $0.isEmpty ? bare : prefix + $0 }
    let wanted = after.flatMap { $0 == "T" ? table : [$0] }.joined(separator: ending)
    let files = MemoryFiles([name: before.joined(separator: ending)])
    let stale = rfcalc("docs --check --allow-none \(name)", files)
    #expect(stale.code == (before == after ? 0 : 1), sourceLocation: sourceLocation)
    #expect(files.written.isEmpty)
    let result = rfcalc("docs --allow-none \(name)", files)
    #expect(result.code == 0 && result.err == "", "\(result.err)", sourceLocation: sourceLocation)
    #expect(files.text(name) == wanted, sourceLocation: sourceLocation)
    let isChanged = files.written == [name]
    #expect(result.text == (isChanged ? name + "\n" : ""))
    let none = "--allow-none \(name)"
    #expect(rfcalc("docs \(none)", files) == CommandResult(), sourceLocation: sourceLocation)
    #expect(rfcalc("docs --check --diff \(none)", files) == CommandResult())
    #expect(files.written.count <= 1)
  }

  @Test func tablesAreRefreshedWhereverTheyStand() {
    let (marker, end) = (Self.marker, Self.end)
    check([marker, end], [marker, "T", end])
    check([marker, "old", "", "stuff", end, ""], [marker, "T", end, ""])
    check(["a", marker, end, "b"], ["a", marker, "T", end, "b"], ending: "\r\n")
    check(["\u{FEFF}" + marker, end], ["\u{FEFF}" + marker, "T", end])
    check([marker + "  ", end + " "], [marker + "  ", "T", end + " "])
    check([marker, end, marker, "x", end], [marker, "T", end, marker, "T", end])
    for prefix in ["  ", "> ", "> > ", "/// ", " * ", "# ", "//! ", ";; "] {
      let lines = [prefix + marker, prefix + end]
      check(lines, [lines[0], "T", lines[1]], prefix: prefix)
    }
    for prefix in ["\t", "    ", "    /// ", "\t * "] {
      let lines = [prefix + marker, prefix + end]
      check(lines, [lines[0], "T", lines[1]], prefix: prefix, as: "a.swift")
    }
    // Far from the margin, and no code.
    for before in [["text"], ["- a", "  - b", ""], ["1. a", ""], ["<pre>", ""]] {
      let lines = ["    " + marker, "    " + end]
      check(before + lines, before + [lines[0], "T", lines[1]], prefix: "    ")
    }
    check(
      ["- item", "", "  " + marker, "  " + end], ["- item", "", "  " + marker, "T", "  " + end],
      prefix: "  ")
    let quoted = "<!--rfcalc:   --layers \"conv3p1c4, relu\" input=3x8x8 'columns=layer,output'-->"
    check([quoted, "<!--/rfcalc-->"], [quoted, "T", "<!--/rfcalc-->"])
  }

  @Test func codeIsLeftAlone() {
    let (marker, end) = (Self.marker, Self.end)
    let alone: [[String]] = [
      ["no markers", "at all"], [], [""],
      ["<!-- a comment -->", "<!-- recall: x -->", "rfcalc: x", "# rfcalc: x", "x <- rfcalc: y"],
      [
        "<!-- RFC 1234: x -->", "<!-- rfcalc is not meant -->", "<!-- calc: x -->",
        "a < b, c > rfcalc: d",
      ],
      ["`<!-- rfclac: x -->`", "```", "<!-- rfclac: x -->", "```", "<!-- /recall -->"],
      ["```", marker, "```"], ["~~~ text", marker, "~~~"], ["````", "```", marker, "````"],
      ["```text", marker], ["  ```", "  " + marker, "  ```"], ["- ```", "  " + marker, "  ```"],
      ["1. ~~~", "   " + marker, "   ~~~"], ["> ```", "> " + marker, "> ```"],
      ["/// ```", "/// " + marker, "/// ```"], [" * ```", " * " + marker, " * ```"],
      ["# ~~~", "# " + marker, "# ~~~"], ["```", marker, "~~~", marker, "```"],
      ["use `" + marker + "` and `` " + end + " ``"], ["a `" + end + "` b"],
      ["* ```", "  " + marker, "  ```"], ["    " + marker, "    " + end], ["\t" + marker],
      ["text", "", "    <!-- rfclac: x -->", "", "    " + end], ["# Title", "    " + marker],
      ["- item", "", "      " + marker], [">     " + marker],
      ["    <!--", "    rfcalc: x", "    -->"],
    ]
    for document in alone { check(document, document) }
    let fresh = [marker] + Self.table + [end]
    // A fence ends with what it stands in; backticks in a line are no fence.
    for before in [
      ["> ```", "> code", "text"], ["/// ```", "/// code", "func f() {}"], ["``` a `b`"], ["# ```"],
      ["```", "```"], ["~~~", "~~~~~"], ["- ```", "  code", "", "text"],
      ["- a", "  1. ~~~", "     b", "- c"],
      ["- item", "", "  ```", "", "  code", ""], ["* ```"],
    ] {
      check(before + [marker, end], before + [marker, "T", end])
      check(before + fresh, before + fresh)
    }
  }

  @Test func otherFormatsAndCommands() {
    let blocks: [(String, [String])] = [
      (
        "--layers conv3p1c4 --input 3x8x8 --columns layer,output --format csv",
        ["```csv", "layer,output", "conv1,4x8x8", "```"]
      ),
      (
        "region --layers conv3 --input 3x8 --at conv1 --pixel 0",
        ["| axis   | units | count |", "| :----- | ----: | ----: |", "| length |     0 |     1 |"]
      ),
      (
        "net.rf --input 3x8x8 --columns layer,output",
        ["| layer | output |", "| :---- | -----: |", "| conv1 |  3×6×6 |"]
      ),
      (
        "--layers conv3p1 columns=layer,parameters",
        [
          "| layer | parameters |", "| :---- | ---------: |", "| conv1 |   9·C² + C |",
          "| total |   9·C² + C |",
        ]
      ),
      (
        "--layers conv7c8 --input 3xHxW columns=layer,output",
        [
          "| layer |            output |", "| :---- | ----------------: |",
          "| conv1 | 8×(H - 6)×(W - 6) |", "", "- Holds for H ≥ 7 and W ≥ 7.",
        ]
      ),
      (
        "--layers conv3 --input 3x8x8 --color always --columns layer --format text",
        [
          "```text", "network, input 3×8×8, float32", "", "layer", "─────", "conv1", "",
          "Parameters take 336 B, activations 1.2 KiB (1.2 KiB at once).",
          "The last field, 3×3 of conv1, is smaller than the 8×8 input.", "```",
        ]
      ),
    ]
    for (command, lines) in blocks {
      let marker = "<!-- rfcalc: \(command) -->"
      let files = MemoryFiles(["docs/a.md": "\(marker)\n\(Self.end)\n", "docs/net.rf": "conv3"])
      let result = rfcalc("docs docs/a.md", files)
      #expect(result.err == "" && result.code == 0)
      let wanted = ([marker, ""] + lines + ["", Self.end, ""]).joined(separator: "\n")
      #expect(files.text("docs/a.md") == wanted)
    }
  }

  @Test func mistakes() {
    let cases: [(document: String, says: String)] = [
      (
        "a\n<!-- rfcalc: lenet5 -->\n",
        "2:1: error: this marker is never closed; add '<!-- /rfcalc -->' after it"
      ),
      ("<!-- /rfcalc -->", "1:1: error: this closing marker has no '<!-- rfcalc: … -->' before it"),
      (
        "<!-- rfcalc: lenet5 -->\n<!-- rfcalc: lenet5 -->\n<!-- /rfcalc -->",
        "2:1: error: a marker can't stand inside another, begun in line 1"
      ),
      (
        "text <!-- rfcalc: lenet5 -->\n<!-- /rfcalc -->",
        "1:6: error: a marker must stand alone on its line; write others in `code`\na.md:2:1: error: this closing marker has no '<!-- rfcalc: … -->' before it"
      ),
      (
        "<!-- rfcalc: lenet5 --> x",
        "1:1: error: a marker must stand alone on its line; write others in `code`"
      ),
      ("<!-- rfcalc: lenet5\n-->", "1:1: error: the marker must end on its line, with '-->'"),
      (
        "# Page\n\n<!-- rfcalc: lenet5 -->\nMY TEXT\n\n- <!-- rfcalc: alexnet -->\nold\n<!-- /rfcalc -->",
        "6:3: error: a marker must stand alone on its line; write others in `code`"
      ),
      (
        "<!-- rfcalc: lenet5 -->\nMY TEXT <!-- /rfcalc -->\n<!-- /rfcalc -->",
        "2:9: error: a marker must stand alone on its line; write others in `code`"
      ),
      (
        "<!-- rfcalc: lenet5 -->\n<!-- /rfclac -->\nMY TEXT\n<!-- /rfcalc -->",
        "2:1: error: this is no marker; did you mean '<!-- /rfcalc -->'? Write others in `code`"
      ),
      (
        "<!-- rfcalc: lenet5 -->\nMY TEXT\n```\n<!-- /rfcalc -->\n```\n",
        "1:1: error: this marker is never closed; add '<!-- /rfcalc -->' after it\na.md:4:1: error: this closing marker stands in code that begins inside the block of line 1; end the block before the code, or the code before the marker"
      ),
      (
        "<!-- rfcalc: lenet5 -->\nMY TEXT\n\n    <!-- /rfcalc -->\n",
        "1:1: error: this marker is never closed; add '<!-- /rfcalc -->' after it\na.md:4:1: error: this closing marker is indented by 4 or more columns than the one in line 1, which makes it code after a table; indent both alike"
      ),
      (
        "<!--\nrfcalc: lenet5\n-->\n",
        "2:1: error: a marker must stand on one line; write '<!-- rfcalc: … -->' there"
      ),
      (
        "> text <!--\n>\n>  rfcalc: lenet5 -->\n",
        "3:4: error: a marker must stand on one line; write '<!-- rfcalc: … -->' there"
      ),
      (
        "/// <!-\n/// / rfcalc\n",
        "2:5: error: a marker must stand on one line; write '<!-- /rfcalc -->' there"
      ),
      (
        "<!-- rfcalc: lenet5 -->\nMY TEXT\n<!--\n/rfcalc -->\nMY TEXT\n<!-- /rfcalc -->",
        "4:1: error: a marker must stand on one line; write '<!-- /rfcalc -->' there"
      ),
      ("a\0b", "1:1: error: a document is text, but byte 1 is zero"),
      ("<!-- /rfcalc: -->", "1:1: error: the closing marker is '<!-- /rfcalc -->'"),
      (
        "- <!-- rfcalc: lenet5 -->",
        "1:3: error: a marker must stand alone on its line; write others in `code`"
      ),
      (
        "* <!-- rfcalc: lenet5 -->\n",
        "1:1: error: a marker can't begin a list item; give it a line of its own"
      ),
    ]
    for (document, says) in cases { refuse(document, says) }
    let commands: [(command: String, column: Int, says: String)] = [
      ("", 1, "the marker names no network; write <!-- rfcalc: resnet50 -->"),
      (
        "resnt50", 14,
        "There is no network 'resnt50', and no such file. Did you mean 'resnet50'? 'rfcalc models' lists the networks of the zoo."
      ),
      ("lenet5 --colums layer", 14, "Unknown option '--colums'. Did you mean '--columns'?"),
      (
        "lenet5 --output x", 14,
        "'--output' can't be used here: a document only holds what rfcalc prints."
      ),
      (
        "lenet5 --help", 14,
        "'--help' can't be used here: a document only holds what rfcalc prints."
      ),
      ("docs a.md", 14, "'rfcalc docs' can't be used in a document"),
      ("lenet5 'x", 14, "the quote ' is not closed"),
      ("-", 14, "A document can't have standard input ('-') in it; name a file."),
      (
        "--layers pol2", 14,
        "--layers:1:1: unknown layer 'pol2'; did you mean 'pool'?\n  pol2\n  ^~~~"
      ),
      ("lenet5 --check", 14, "'rfcalc' has no option '--check'; it belongs to 'rfcalc docs'."),
      (
        "lenet5 --input 3", 14,
        "The value '3' is invalid for '--input <shape>': it was read as a vector of 3 features, but lenet5 takes shapes like '1x32x32'."
      ),
    ]
    for (command, column, says) in commands {
      refuse("<!-- rfcalc: \(command) -->\n<!-- /rfcalc -->\n", "1:\(column): error: \(says)")
    }
  }

  /// Text between the markers that no run can have made.
  @Test func whatWouldBeLost() {
    let says = { (line: Int, sign: String, block: Int) in
      "\(line):1: error: this line doesn't begin with '\(sign)' as the block of line \(block) does, so it "
        + "would be lost; end the block before it"
    }
    refuse("> \(Self.marker)\n\nMY TEXT\n\n> \(Self.end)\n", says(3, ">", 1))
    refuse("/// \(Self.marker)\nint live;\n/// \(Self.end)\n", says(2, "///", 1))
    refuse(
      "/*\n * \(Self.marker)\n */\nint live;\n * \(Self.end)\n */\n", says(4, "*", 2))
  }

  @Test func aBlankThatIsNoSpace() {
    refuse("text\n<!--\u{A0}/rfcalc -->\n", "2:1: error: the closing marker is '<!-- /rfcalc -->'")
  }

  /// A fence that is indented too far is code itself.
  @Test func fencesAreClosedWhereTheyBegan() {
    let code = "```\ncode\n    ```\n\(Self.marker)\nMY CODE\n\(Self.end)\n```\n"
    let list = "- ```\n  code\n      ```\n  \(Self.marker)\n  MY CODE\n  \(Self.end)\n  ```\n"
    for text in [code, list] {
      let files = MemoryFiles(["a.md": text])
      #expect(rfcalc("docs --allow-none a.md", files) == CommandResult())
      #expect(files.text("a.md") == text)
    }
    let closed = "- ```\n  code\n  ```\n\n\(Self.marker)\n\(Self.end)\n"
    #expect(rfcalc("docs a.md", MemoryFiles(["a.md": closed])) == CommandResult(out: "a.md\n"))
  }

  /// A name can't end the comment around it, behind which it would be code.
  @Test func namesStayInComments() {
    let graph = #"""
      {"schema": "rfcalc/graph/1", "name": "g", "nodes": [
        {"name": "x", "op": "input", "shape": [1, 1, 8, 8]},
        {"name": "*/ int evil; /*", "op": "identity", "inputs": ["x"]}],
       "outputs": [{"name": "y", "value": "*/ int evil; /*"}]}
      """#
    for format in ["markdown", "text", "csv", "json"] {
      let files = MemoryFiles([
        "g.json": graph,
        "a.c": "/*\n * <!-- rfcalc: g.json --format \(format) -->\n * \(Self.end)\n */\n",
      ])
      #expect(rfcalc("docs a.c", files) == CommandResult(out: "a.c\n"))
      let text = files.text("a.c")
      #expect(text.contains("evil") && text.ranges(of: "*/").count == 1, "\(text)")
      #expect(text.ranges(of: "/*").count == 1)
      #expect(rfcalc("docs --check a.c", files) == CommandResult())
    }
  }

  /// What a slip of the pen has kept from being a marker.
  @Test func slips() {
    let openings = [
      "<!-- rfclac: lenet5 -->", "<!-- rfcalc : lenet5 -->", "<!-- rf-calc: lenet5 -->",
      "<!-- rf calc: lenet5 -->", "<!-- RFCalc: lenet5 -->", "<!-- RFCALC: lenet5 -->",
      "<!-- rfcalc lenet5 -->", "<!-- rfcalc lenet5 --columns layer -->", "<!-- rfcalc -->",
      "<!-- rfcalc region lenet5 -->", "<!-- rfcalc; lenet5 -->", "<!-- rfcal: lenet5 -->",
      "<!-- rfcalcs: x -->", "<!-- recalc: x -->", "<!-- rfcalc lenet5 columns=layer -->",
      "<!-- rfcalc： lenet5 -->", "<!- rfcalc: lenet5 -->", "<!--- rfcalc: lenet5 --->",
      "<! -- rfcalc: lenet5 -->", "<!— rfcalc: lenet5 —>", "> <!-- rfclac: lenet5 -->",
      "text <!-- rfclac: lenet5 --> text", "<-- rfcalc: lenet5 -->", "<!--: rfcalc: lenet5 -->",
    ]
    let closings = [
      "<!-- /rfclac -->", "<!-- / rfcalc -->", "<!-- \\rfcalc -->", "<!-- /RFCalc -->",
      "<!- /rfcalc -->", "<!-- /rfcal -->", "<!-- /rf-calc -->", "<!-- /rfcla -->",
      "<!-- /rf calc -->", "<!-- ／rfcalc -->", "<!-- ∕rfcalc -->",
      "<-- /rfcalc -->", "</rfcalc>", "<!-- end rfcalc -->",
    ]
    for (lines, meant) in [(openings, "<!-- rfcalc: … -->"), (closings, "<!-- /rfcalc -->")] {
      for line in lines {
        let column = line.prefix { $0 != "<" }.count + 1
        refuse(
          "text\n\(line)\n",
          "2:\(column): error: this is no marker; did you mean '\(meant)'? Write others in `code`")
      }
    }
  }

  /// Markers whose first sign is missing, with the column where they begin.
  @Test func slipsAtTheBeginning() {
    let closings: [(String, Int)] = [
      ("!-- /rfcalc -->", 1), ("/rfcalc -->", 1), ("-- /rfcalc -->", 4), ("!--/rfcalc-->", 1),
      ("> !-- /rfcalc -->", 3), ("/// /rfcalc -->", 5), ("MY TEXT !-- /rfcalc -->", 9),
      ("  / rfcalc -->", 3),
      ("/rfclac -->", 1), ("/rfcalc ->", 1), ("!-- /rfcalc -- >", 1), ("/rfcalc —>", 1),
      ("- /rfcalc -->", 3),
      ("/rfcalc --> text", 1), (" * !- /rfcalc -->", 4), ("a <b>c</b> !-- /rfcalc -->", 12),
    ]
    let openings: [(String, Int)] = [
      ("!-- rfcalc: lenet5 -->", 1), ("rfcalc: lenet5 -->", 1), ("-- rfclac: lenet5 -->", 4),
      ("> rfcalc: lenet5 -->", 3), ("!-- rfcalc: lenet5 --> text", 1), ("rfcalc: lenet5 ->", 1),
    ]
    for (lines, meant) in [(closings, "<!-- /rfcalc -->"), (openings, "<!-- rfcalc: … -->")] {
      for (line, column) in lines {
        refuse(
          "\(Self.marker)\n\(Self.end)\n\(line)\n",
          "3:\(column): error: this is no marker; did you mean '\(meant)'? Write others in `code`")
      }
    }
    // In a block all up to the next marker would be lost.
    refuse(
      "\(Self.marker)\n!-- /rfcalc -->\nMY TEXT\n\(Self.end)\n",
      "2:1: error: this is no marker; did you mean '<!-- /rfcalc -->'? Write others in `code`")
    for line in [
      "rfcalc --> report", "a rfcalc: b --> c", "`/rfcalc -->`", "rfcalc: a -> b", "/rfcalc",
      "x -->", "-->",
      "/rfcalc -> /usr/bin/rfcalc", "rfcalc: x", "see /rfcalc -->", "<!-- a", "rfcalc -->", "<!--",
      "text",
      "<!--", "rfcalc makes the tables -->", "`<!--`", "rfcalc: x",
    ] {
      let files = MemoryFiles(["a.md": "\(line)\n"])
      #expect(rfcalc("docs --allow-none a.md", files) == CommandResult(), "\(line)")
    }
  }

  @Test func documentsWithoutBlocks() {
    let files = MemoryFiles(["a.md": "text\n", "b.md": "```\n<!-- rfcalc: x -->\n```\n"])
    let text: Message =
      "there is no '<!-- rfcalc: … -->' in it outside code; --allow-none keeps this from being said\n"
    let checked: Message =
      "there is no '<!-- rfcalc: … -->' in it outside code; --allow-none lets it pass\n"
    #expect(
      rfcalc("docs a.md b.md", files) == CommandResult(err: "a.md: \(text)b.md: \(text)"))
    #expect(
      rfcalc("docs --check a.md b.md", files)
        == CommandResult(err: "a.md: \(checked)b.md: \(checked)", code: .checkFailed))
    #expect(rfcalc("docs --check -q a.md", files) == CommandResult(code: .checkFailed))
    #expect(rfcalc("docs --check --allow-none a.md b.md", files) == CommandResult())
    #expect(rfcalc("docs --allow-none a.md b.md", files) == CommandResult())
    #expect(rfcalc("docs -q a.md", files) == CommandResult())
    files.input = Array("text".utf8)
    #expect(rfcalc("docs -", files) == CommandResult(out: "text", err: "<stdin>: \(text)"))
    #expect(files.written.isEmpty)
  }

  @Test func onlyKnownTypesAreDocuments() {
    let document = "\(Self.marker)\n\(Self.end)\n"
    for name in ["a.md", "README", "a.MD", "b/.hidden", "a.swift", "a.v2.py", "a.el", "/dev/fd/63"]
    {
      let files = MemoryFiles([name: document])
      #expect(rfcalc("docs \(name)", files) == CommandResult(out: name + "\n"))
    }
    for name in ["a.png", "a.html", "a.md.rst", "b.md/x.pdf", "a.mdd"] {
      let files = MemoryFiles([name: document])
      let text: Message =
        "Error: '\(name)' is no document in which rfcalc knows comments; it knows Markdown (.md) and source code with comments in //, # or ;. 'rfcalc help docs' lists the ends of names; standard input ('-') is read as Markdown.\n"
      #expect(rfcalc("docs \(name)", files) == CommandResult(err: text, code: .badInput))
      #expect(rfcalc("docs --check \(name)", files).err == text.description)
    }
  }

  /// What was written before a failure is named, and what comes after it is not written.
  @Test func aFailureInTheMiddle() {
    let document = "\(Self.marker)\n\(Self.end)\n"
    let names = ["a.md", "b.md", "c.md", "d.md"]
    let files = MemoryFiles(Dictionary(uniqueKeysWithValues: names.map { ($0, document) }))
    files.full = ["c.md"]
    let result = rfcalc("docs a.md b.md c.md d.md", files)
    #expect(result.code == 74 && result.text == "a.md\nb.md\n")
    #expect(
      result.err == "Error: 'c.md' could not be written: No space left on device\n"
        + "written before: a.md, b.md\n")
    #expect(files.written == ["a.md", "b.md"])
  }

  /// A document that is edited after it was read is read again; what it was given stays.
  @Test func editsMeanwhileAreKept() {
    let document = "\(Self.marker)\n\(Self.end)\n"
    let fresh = ([Self.marker] + Self.table + [Self.end, ""]).joined(separator: "\n")
    let files = MemoryFiles(["a.md": document, "b.md": document])
    var edits = 0
    files.beforeReplacing = { path in
      guard path == "b.md", edits < 3 else { return }
      edits += 1
      files.files[path]? += Array("edit \(edits)\n".utf8)
    }
    #expect(rfcalc("docs a.md b.md", files) == CommandResult(out: "a.md\nb.md\n"))
    #expect(files.text("b.md") == fresh + "edit 1\nedit 2\nedit 3\n")
    #expect(files.text("a.md") == fresh)
    // Another run of rfcalc was there first.
    files.files["b.md"] = Array(document.utf8)
    files.beforeReplacing = { files.files[$0] = Array(fresh.utf8) }
    #expect(rfcalc("docs b.md", files) == CommandResult())
    // An edit that breaks a marker.
    files.files["a.md"] = Array(document.utf8)
    files.files["b.md"] = Array(document.utf8)
    files.beforeReplacing = { if $0 == "b.md" { files.files[$0] = Array("<!-- /rfcalc -->".utf8) } }
    let broken = rfcalc("docs a.md b.md", files)
    #expect(
      broken.err
        == "b.md:1:1: error: this closing marker has no '<!-- rfcalc: … -->' before it\nwritten before: a.md\n"
    )
    #expect(broken.code == 65)
    // One that never ends.
    files.files["b.md"] = Array(document.utf8)
    files.beforeReplacing = { files.files[$0]?.append(UInt8(ascii: "x")) }
    let busy = rfcalc("docs b.md", files)
    #expect(busy.code == 74)
    #expect(
      busy.err
        == "Error: 'b.md' is left as it is: other programs edited it each of the 50 times it was to be replaced\n"
    )
  }

  private func refuse(_ document: String, _ says: String) {
    let good = "\(Self.marker)\n\(Self.end)\n"
    let files = MemoryFiles(["a.md": document, "good.md": good])
    for line in ["docs good.md a.md", "docs --check a.md good.md", "docs --diff a.md"] {
      let result = rfcalc(line, files)
      #expect(result.err == "a.md:" + says + "\n", "\(document)")
      #expect(result.code == 65 && result.out.isEmpty)
    }
    // One bad document keeps all the others from being written.
    #expect(files.written.isEmpty)
  }

  @Test func checkDiffAndStreams() {
    let fresh = ([Self.marker] + Self.table + [Self.end, ""]).joined(separator: "\n")
    let stale = fresh.replacing("4×8×8", with: "4×9×9")
    let files = MemoryFiles(["a.md": "1\n2\n3\n4\n" + stale + "5", "b.md": fresh], input: stale)
    let check = rfcalc("docs --check b.md a.md", files)
    #expect(check.code == 1 && check.out.isEmpty)
    #expect(check.err == "a.md:5: out of date: rfcalc \(Self.marker.dropFirst(13).dropLast(4))\n")
    #expect(rfcalc("docs --check -q a.md", files) == CommandResult(code: .checkFailed))
    let diff = """
      --- a.md
      +++ a.md
      @@ -6,7 +6,7 @@
       \("")
       | layer | output |
       | :---- | -----: |
      -| conv1 |  4×9×9 |
      +| conv1 |  4×8×8 |
       \("")
       \(Self.end)
       5
      \\ No newline at end of file

      """
    #expect(rfcalc("docs --check --diff --quiet a.md", files).text == diff)
    #expect(files.written.isEmpty)
    #expect(rfcalc("docs - ", files).text == fresh)
    #expect(
      rfcalc("docs - --check", files).err.hasPrefix("<stdin>:1: out of date: rfcalc --layers"))
    #expect(rfcalc("docs - --check", files).out.isEmpty)
    #expect(rfcalc("docs --diff a.md a.md", files).text == diff)
    #expect(files.written == ["a.md"])
    files.files["bytes.md"] = [0xFF, 0xFE, 0x0A] + Array(stale.utf8) + [0xC3]
    #expect(rfcalc("docs -q bytes.md", files) == CommandResult())
    #expect(files.files["bytes.md"] == [0xFF, 0xFE, 0x0A] + Array(fresh.utf8) + [0xC3])
  }
}
