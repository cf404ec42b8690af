internal import Foundation
internal import Readability

/// What `read` found in one picture.
struct ReadReport: Encodable {
    let picture: String
    let word: String
    let verdict: Verdict

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension ReadReport: CustomStringConvertible {
    var description: String {
        let score = Self.number(verdict.score)
        let verdictWord = verdict.score >= Verdict.readable ? "readable" : "not readable at a glance"
        var parts = [verdict.readAs.map { "reads as \($0)" } ?? "nothing can be read"]
        if let views = verdict.views {
            parts.append(
                "full size \(Self.number(views.full)), thumbnail \(Self.number(views.thumbnail)), "
                    + "blurred \(Self.number(views.blurred))")
        }
        if let structural = verdict.structural { parts.append("follows the stencil \(Self.number(structural))") }
        if let weakest = verdict.weakestLetter, weakest.score < 1 {
            parts.append("weakest letter \(weakest.text) \(Self.number(weakest.score))")
        }
        if let another = verdict.readsAsAnother { parts.append("says another word: \(another)") }
        return "\(score)  \(picture): \(word) is \(verdictWord); " + parts.joined(separator: "; ")
    }

    private static func number(_ value: Double) -> String { String(format: "%.2f", value) }
}
