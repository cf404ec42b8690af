internal import Domain
internal import Foundation

extension Receipt {
    /// What a signature is over: the recipe's JSON, members sorted, no white space. Numbers are read back and written
    /// alike, so a file's recipe gives the same bytes again.
    static func signedBytes(of recipe: Recipe) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(recipe)
    }
}
