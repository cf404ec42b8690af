import Foundation

/// What a tokenizer's folder holds, read and checked.
struct TokenizerFiles {
    let vocabulary: Vocabulary
    let special: SpecialTokens

    init(folder: String) throws(TokenizerError) {
        let folder = URL(filePath: folder, directoryHint: .isDirectory)
        // In the order of transformers.
        let whole = folder.appending(path: "tokenizer.json"), vocab = folder.appending(path: "vocab.json")
        let mergesFile: URL
        var addedTokens: [TokenField] = []
        if let file: SerializedTokenizer = try JSONFile.readIfPresent(whole) {
            vocabulary = try file.vocabulary(path: whole.path)
            mergesFile = whole
            addedTokens = file.addedTokens ?? []
        } else {
            mergesFile = folder.appending(path: "merges.txt")
            vocabulary = try Self.vocabulary(vocab, merges: mergesFile)
        }
        special = try SpecialTokens(folder: folder, vocabulary: vocabulary, addedTokens: addedTokens)
        if let token = vocabulary.unreachable(besides: special.tokens.map(\.id)) {
            throw .noMergeMakes(path: mergesFile.path, token: token)
        }
    }

    private static func vocabulary(_ vocab: URL, merges: URL) throws(TokenizerError) -> Vocabulary {
        guard let ids: [String: Int] = try JSONFile.readIfPresent(vocab) else { throw .missing(path: vocab.path) }
        guard let data = try JSONFile.data(merges) else { throw .missing(path: merges.path) }
        return try Vocabulary(
            ids: ids, merges: Self.merges([UInt8](data), path: merges.path), path: vocab.path, mergesPath: merges.path)
    }

    /// One merge a line; lines that begin with `#version` don't count. Cut up as bytes, since strings would take
    /// canonically equivalent characters for equal and a carriage return with its line feed for one.
    private static func merges(
        _ file: [UInt8], path: String
    ) throws(TokenizerError) -> [(left: String, right: String, line: Int)] {
        var result: [(left: String, right: String, line: Int)] = []
        var lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for (index, line) in lines.enumerated() {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if line.starts(with: "#version".utf8) { continue }
            let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            guard
                parts.count == 2, let left = String(validating: parts[0], as: UTF8.self),
                let right = String(validating: parts[1], as: UTF8.self)
            else {
                let found = String(decoding: line.prefix(80), as: UTF8.self)
                throw .malformedMerge(path: path, line: index + 1, found: found)
            }
            result.append((left, right, index + 1))
        }
        return result
    }
}
