/// Byte-pair encoding of one word at a time: of all neighbours that the vocabulary can merge, those of the lowest rank are
/// merged first, the leftmost of them before the others (Sennrich et al. 2016, section 3.2).
///
/// Symbols are a linked list and the candidates a heap, so a word of n bytes takes O(n log n); a value keeps its memory
/// from word to word.
struct BytePairMerger {
    struct Token: Equatable {
        let id: Int32
        /// How many bytes of the word it stands for.
        let length: Int32
    }

    private let vocabulary: Vocabulary
    private let unknown: Int32
    private var symbols: [Symbol] = []
    private var candidates = MinHeap()

    /// `unknown` stands for a byte that isn't in the vocabulary.
    init(vocabulary: Vocabulary, unknown: Int32) {
        self.vocabulary = vocabulary
        self.unknown = unknown
    }

    /// Appends the tokens of `word` (UTF-8, not empty) to `tokens`.
    mutating func merge(_ word: [UInt8], into tokens: inout [Token]) {
        symbols.removeAll(keepingCapacity: true)
        for (index, byte) in word.enumerated() {
            let isLast = index == word.count - 1
            let id = (isLast ? vocabulary.lastBytes : vocabulary.bytes)[Int(byte)] ?? unknown
            let next = isLast ? -1 : Int32(index + 1)
            symbols.append(Symbol(id: id, length: 1, previous: Int32(index - 1), next: next))
        }
        for index in symbols.indices { propose(Int32(index)) }
        while let candidate = candidates.popMin() {
            join(candidate)
        }
        var index: Int32 = 0
        while index >= 0 {
            let symbol = symbols[Int(index)]
            tokens.append(Token(id: symbol.id, length: symbol.length))
            index = symbol.next
        }
    }

    /// Queues the pair that begins at `index`, if it can be merged.
    private mutating func propose(_ index: Int32) {
        guard index >= 0 else { return }
        let left = symbols[Int(index)]
        guard left.next >= 0, let rank = vocabulary.rank(left.id, symbols[Int(left.next)].id) else { return }
        candidates.insert(UInt64(rank) << 32 | UInt64(index))
    }

    /// Merges the pair of a candidate, unless an earlier merge has taken one of the two away.
    private mutating func join(_ candidate: UInt64) {
        let index = Int(candidate & 0xFFFF_FFFF), result = vocabulary.result(rank: Int32(candidate >> 32))
        let left = symbols[index]
        guard left.length > 0, left.next >= 0 else { return }
        let right = symbols[Int(left.next)]
        guard let rank = vocabulary.rank(left.id, right.id), vocabulary.result(rank: rank) == result else { return }
        symbols[Int(left.next)].length = 0
        symbols[index] = Symbol(
            id: result, length: left.length + right.length, previous: left.previous, next: right.next)
        if right.next >= 0 { symbols[Int(right.next)].previous = Int32(index) }
        propose(left.previous)
        propose(Int32(index))
    }

    private struct Symbol {
        let id: Int32
        /// Bytes; zero once it has been merged into its left neighbour.
        var length: Int32
        var previous: Int32
        let next: Int32
    }
}
