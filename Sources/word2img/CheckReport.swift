internal import Foundation
internal import Readability

/// What `check` found.
struct CheckReport: Encodable {
    let picture: String
    let measures: StencilMeasures?
    let warnings: [StencilWarning]
    /// What was put right; nil unless that was asked for.
    let applied: [StencilFix.Step]?

    init(picture: String, check: StencilCheck, applied: [StencilFix.Step]?) {
        self.picture = picture
        measures = check.measures
        warnings = check.warnings
        self.applied = applied
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension CheckReport: CustomStringConvertible {
    var description: String {
        var lines: [String] = []
        if let measures {
            let ink = Int((100 * measures.inkShare).rounded())
            lines.append(
                "\(picture): \(measures.isDarkOnLight ? "dark on light" : "light on dark"), strokes "
                    + "\(Int(measures.medianStroke.rounded())) pixels, \(ink)% ink, margin \(measures.margin) pixels")
        }
        lines += warnings.isEmpty ? ["It will do."] : warnings.map { "Warning: \($0.message)" }
        if let applied {
            lines.append(
                applied.isEmpty
                    ? "Nothing was changed." : "Put right: \(applied.map(\.rawValue).joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }
}
