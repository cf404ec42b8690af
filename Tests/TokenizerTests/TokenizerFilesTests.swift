import Foundation
import Testing
import Tokenizer

@Suite struct TokenizerFilesTests {
    /// What transformers 5 saves: one file instead of two, merges as pairs or as strings.
    @Test(arguments: [false, true])
    func oneFileHoldsTheSame(asPairs: Bool) throws {
        let folder = try TokenizerFolder(copying: "vocab.json", "merges.txt")
        let merges = try folder.text("merges.txt").split(separator: "\n").dropFirst()
        let file: [String: Any] = [
            "model": [
                "vocab": try JSONSerialization.jsonObject(with: Data(folder.text("vocab.json").utf8)),
                "merges": merges.map { line in
                    asPairs ? line.split(separator: " ").map(String.init) as Any : String(line) as Any
                },
            ]
        ]
        let pair = try folder.tokenizer()
        try folder.remove("vocab.json")
        try folder.remove("merges.txt")
        try folder.write("tokenizer.json", JSONSerialization.data(withJSONObject: file))
        let whole = try folder.tokenizer()
        for golden in try TokenizerGolden.load().cases {
            #expect(whole.encode(golden.text) == pair.encode(golden.text))
        }
    }

    @Test func missingFiles() throws {
        let empty = try TokenizerFolder()
        #expect(empty.error() == .missing(path: empty.path("vocab.json")))
        let half = try TokenizerFolder(copying: "vocab.json")
        #expect(half.error() == .missing(path: half.path("merges.txt")))
        #expect(half.error()?.description.contains(half.path("merges.txt")) == true)
    }

    @Test(arguments: [
        "", "[1, 2]", "{\"a\": \"b\"}", "{\"a\": 1.5}", "{\"a\": 1", "{\"a\": 99999999999999999999}", "\u{0}",
    ])
    func vocabularyThatIsNone(text: String) throws {
        let folder = try TokenizerFolder(copying: "merges.txt")
        try folder.write("vocab.json", Data(text.utf8))
        guard case .notJSON(folder.path("vocab.json"), _) = folder.error() else {
            Issue.record("\(String(describing: folder.error()))")
            return
        }
    }

    @Test func idsOutOfRange() throws {
        for id in [-1, 1 << 20, Int.max] {
            let folder = try TokenizerFolder(copying: "merges.txt")
            try folder.write("vocab.json", Data("{\"a\": \(id)}".utf8))
            #expect(
                folder.error() == .idOutOfRange(path: folder.path("vocab.json"), token: "a", id: id, limit: 1 << 20))
        }
    }

    @Test func idUsedTwice() throws {
        let folder = try TokenizerFolder(copying: "merges.txt")
        try folder.write("vocab.json", Data("{\"a\": 3, \"b\": 3}".utf8))
        #expect(folder.error() == .idUsedTwice(path: folder.path("vocab.json"), id: 3, tokens: ["a", "b"]))
    }

    @Test(arguments: ["a", "a b c", "", "a  b", " a b"])
    func malformedMerges(line: String) throws {
        let folder = try TokenizerFolder(copying: "vocab.json")
        try folder.write("merges.txt", Data("#version: 0.2\ni n\n\(line)\ni g\n".utf8))
        #expect(folder.error() == .malformedMerge(path: folder.path("merges.txt"), line: 3, found: line))
    }

    @Test func mergesOfAnotherVocabulary() throws {
        let folder = try TokenizerFolder(copying: "vocab.json")
        try folder.write("merges.txt", Data("i n\nzq jx\n".utf8))
        #expect(folder.error() == .mergeNotInVocabulary(path: folder.path("merges.txt"), line: 2, token: "zq"))
        try folder.write("merges.txt", Data("q q\n".utf8))
        #expect(folder.error() == .mergeNotInVocabulary(path: folder.path("merges.txt"), line: 1, token: "qq"))
    }

    /// As a download that broke off leaves it.
    @Test(arguments: [0, 1, 250, 400])
    func mergesCutShort(lines: Int) throws {
        let folder = try TokenizerFolder(copying: "vocab.json", "merges.txt")
        let merges = try folder.text("merges.txt").split(separator: "\n")
        try folder.write("merges.txt", Data(merges.prefix(lines).joined(separator: "\n").utf8))
        let next = merges.drop { $0.hasPrefix("#") }.dropFirst(max(lines - 1, 0)).first
        let token = next.map { $0.filter { $0 != " " } } ?? ""
        #expect(folder.error() == .noMergeMakes(path: folder.path("merges.txt"), token: token))
    }

    @Test func bytesThatAreNoText() throws {
        let folder = try TokenizerFolder(copying: "vocab.json")
        try folder.write("merges.txt", Data([0x69, 0x20, 0xFF, 0x0A]))
        #expect(folder.error() == .malformedMerge(path: folder.path("merges.txt"), line: 1, found: "i \u{FFFD}"))
    }

    /// Carriage returns and a missing last line feed change nothing.
    @Test func lineEndings() throws {
        let folder = try TokenizerFolder(copying: "vocab.json", "merges.txt")
        let before = try folder.tokenizer().encode("Gooey pizza, it's the best")
        let text = try folder.text("merges.txt")
        try folder.write("merges.txt", Data(text.split(separator: "\n").joined(separator: "\r\n").utf8))
        #expect(try folder.tokenizer().encode("Gooey pizza, it's the best") == before)
    }

    @Test func startMustBeInTheVocabulary() throws {
        let folder = try TokenizerFolder()
        try folder.write("vocab.json", Data("{\"a\": 0}".utf8))
        try folder.write("merges.txt", Data())
        #expect(
            folder.error()
                == .tokenNotInVocabulary(
                    path: folder.path("tokenizer_config.json"), role: "start", token: "<|startoftext|>"))
    }

    /// A byte that the vocabulary lacks becomes the unknown token, each by itself.
    @Test func unknownBytes() throws {
        let folder = try TokenizerFolder()
        try folder.write(
            "vocab.json", Data("{\"a\": 0, \"a</w>\": 1, \"<|startoftext|>\": 2, \"<|endoftext|>\": 3}".utf8))
        try folder.write("merges.txt", Data())
        #expect(try folder.tokenizer().encode("aba é").ids.prefix(7) == [2, 0, 3, 1, 3, 3, 3])
        #expect(try folder.tokenizer().idLimit == 4)
    }

    @Test(arguments: [
        ("model_max_length", "64"), ("tokenizer_class", "\"BertTokenizer\""),
        ("bos_token", #"{"content": "<|startoftext|>", "lstrip": true}"#), ("extra_special_tokens", #"["<cat>"]"#),
    ])
    func whatWouldChangeTheIds(field: String, value: String) throws {
        let folder = try TokenizerFolder(copying: "vocab.json", "merges.txt")
        try folder.write("tokenizer_config.json", Data("{\"\(field)\": \(value)}".utf8))
        guard case .unsupported(folder.path("tokenizer_config.json"), _, _) = folder.error() else {
            Issue.record("\(String(describing: folder.error()))")
            return
        }
    }

    @Test func addedTokens() throws {
        let folder = try TokenizerFolder(copying: "vocab.json", "merges.txt")
        try folder.write("tokenizer_config.json", Data(#"{"extra_special_tokens": {}, "model_max_length": 1e30}"#.utf8))
        #expect(folder.error() == nil)
        try folder.write("added_tokens.json", Data("{\"<cat>\": 914}".utf8))
        #expect(
            folder.error() == .unsupported(path: folder.path("added_tokens.json"), field: "a token", found: "<cat>"))
    }

    @Test func giantFile() throws {
        let folder = try TokenizerFolder(copying: "vocab.json")
        try folder.write("merges.txt", Data())
        let handle = try FileHandle(forWritingTo: URL(filePath: folder.path("merges.txt")))
        try handle.truncate(atOffset: 1 << 40)  // a hole: it takes no room
        #expect(folder.error() == .tooLarge(path: folder.path("merges.txt"), bytes: 1 << 40, limit: 64 << 20))
    }

    @Test func folderInPlaceOfFile() throws {
        let folder = try TokenizerFolder(copying: "merges.txt")
        try FileManager.default.createDirectory(atPath: folder.path("vocab.json"), withIntermediateDirectories: true)
        guard case .unreadable(folder.path("vocab.json"), _) = folder.error() else {
            Issue.record("\(String(describing: folder.error()))")
            return
        }
    }
}
