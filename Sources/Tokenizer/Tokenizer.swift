/// CLIP's byte-level byte-pair tokenizer: the ids that transformers 5's `CLIPTokenizer` gives for the same folder.
public struct Tokenizer: Sendable {
    /// One more than the largest id: what the text encoder needs embeddings for.
    public let idLimit: Int
    private let vocabulary: Vocabulary
    private let start: Int
    private let end: Int
    private let padding: Int
    private let unknown: Int
    private let verbatim: SpecialTokenFinder
    private let normalized: SpecialTokenFinder

    /// Reads `tokenizer.json`, or else `vocab.json` and `merges.txt`, and the special tokens from `tokenizer_config.json`
    /// and `special_tokens_map.json` where there are such files.
    public init(folder: String) throws(TokenizerError) {
        let files = try TokenizerFiles(folder: folder)
        vocabulary = files.vocabulary
        start = files.special.start
        end = files.special.end
        padding = files.special.padding
        unknown = files.special.unknown
        verbatim = SpecialTokenFinder(files.special.tokens, normalized: false)
        normalized = SpecialTokenFinder(files.special.tokens, normalized: true)
        idLimit = (vocabulary.ids.values.max() ?? -1) + 1
    }

    /// Any text has an encoding. The time goes with the text's length, whatever is in it.
    public func encode(_ text: String) -> Encoding {
        let capacity = Encoding.length - 2
        var ids: [Int] = []
        var cut: Int?
        let (text, parts) = split(Array(text.unicodeScalars))
        var merger = BytePairMerger(vocabulary: vocabulary, unknown: Int32(unknown))
        var word: [UInt8] = [], tokens: [BytePairMerger.Token] = []
        for part in parts {
            if let id = part.id {
                if ids.count == capacity { cut = part.range.lowerBound }
                ids.append(id)
                continue
            }
            for piece in PieceSplitter.pieces(of: text, in: part.range) {
                word.removeAll(keepingCapacity: true)
                for scalar in text[piece] { word.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
                tokens.removeAll(keepingCapacity: true)
                merger.merge(word, into: &tokens)
                if ids.count <= capacity, ids.count + tokens.count > capacity {
                    let bytes = tokens.prefix(capacity - ids.count).reduce(0) { $0 + Int($1.length) }
                    cut = Self.scalar(atByte: bytes, of: text[piece])
                }
                ids.append(contentsOf: tokens.lazy.map { Int($0.id) })
            }
        }
        let kept = [start] + ids.prefix(capacity) + [end]
        return Encoding(
            ids: kept + Array(repeating: padding, count: Encoding.length - kept.count),
            tokenCount: ids.count + 2,
            truncated: cut.map { Self.string(text[$0...]) })
    }

    /// The normalised text, and the special tokens in it.
    private func split(_ text: [Unicode.Scalar]) -> (text: [Unicode.Scalar], parts: [(range: Range<Int>, id: Int?)]) {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.count)
        var parts: [(range: Range<Int>, id: Int?)] = []
        for part in verbatim.split(text, in: text.indices) {
            let start = result.count
            if let id = part.id {
                result.append(contentsOf: text[part.range])
                parts.append((start..<result.count, id))
            } else {
                result.append(contentsOf: TextNormalizer.normalize(Array(text[part.range])))
                parts.append(contentsOf: normalized.split(result, in: start..<result.count))
            }
        }
        return (result, parts)
    }

    /// The index of the scalar of `piece` that the byte belongs to.
    private static func scalar(atByte byte: Int, of piece: ArraySlice<Unicode.Scalar>) -> Int {
        var bytes = 0
        return piece.indices.first { index in
            bytes += UTF8.width(piece[index])
            return bytes > byte
        } ?? piece.endIndex
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
