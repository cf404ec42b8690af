/// Tokens, their ids, and the pairs that may be merged, in order of rank.
struct Vocabulary: Sendable {
    /// Larger ids are refused: no text encoder has as many tokens.
    static let limit = 1 << 20
    /// What the last symbol of a word carries.
    static let wordEnd = "</w>"

    let ids: [String: Int]
    /// The id of each byte within a word, and at its end; nil where the vocabulary lacks it.
    let bytes: [Int32?]
    let lastBytes: [Int32?]
    /// (left, right) -> rank.
    private let ranks: [UInt64: Int32]
    /// rank -> the id of the merged pair.
    private let merged: [Int32]

    /// `ids` come from the file at `path`, `merges` from that at `mergesPath`, the first at line `firstLine`.
    init(
        ids: [String: Int], merges: [(left: String, right: String, line: Int)], path: String, mergesPath: String
    ) throws(TokenizerError) {
        try Self.check(ids, path: path)
        func id(_ token: String, _ line: Int) throws(TokenizerError) -> Int32 {
            guard let id = ids[token] else { throw .mergeNotInVocabulary(path: mergesPath, line: line, token: token) }
            return Int32(id)
        }
        var ranks = [UInt64: Int32](minimumCapacity: merges.count)
        var merged: [Int32] = []
        merged.reserveCapacity(merges.count)
        for merge in merges {
            let left = try id(merge.left, merge.line), right = try id(merge.right, merge.line)
            // A pair that is listed twice has its later rank, as in transformers.
            ranks[Self.key(left, right)] = Int32(merged.count)
            merged.append(try id(merge.left + merge.right, merge.line))
        }
        self.ids = ids
        self.ranks = ranks
        self.merged = merged
        bytes = ByteAlphabet.characters.map { ids[String($0)].map(Int32.init) }
        lastBytes = ByteAlphabet.characters.map { ids[String($0) + Self.wordEnd].map(Int32.init) }
    }

    /// The first token that no merge makes, that isn't a byte and isn't one of `others`: a sign of merges cut short.
    func unreachable(besides others: [Int]) -> String? {
        var reachable = Set(merged.map(Int.init))
        reachable.formUnion((bytes + lastBytes).compactMap { $0.map(Int.init) })
        reachable.formUnion(others)
        return ids.filter { !reachable.contains($0.value) }.min { $0.value < $1.value }?.key
    }

    func rank(_ left: Int32, _ right: Int32) -> Int32? { ranks[Self.key(left, right)] }

    func result(rank: Int32) -> Int32 { merged[Int(rank)] }

    private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    private static func check(_ ids: [String: Int], path: String) throws(TokenizerError) {
        var tokens: [Int: String] = [:]
        tokens.reserveCapacity(ids.count)
        for (token, id) in ids {
            guard (0..<limit).contains(id) else {
                throw .idOutOfRange(path: path, token: token, id: id, limit: limit)
            }
            if let other = tokens.updateValue(token, forKey: id) {
                throw .idUsedTwice(path: path, id: id, tokens: [other, token].sorted())
            }
        }
    }
}
