internal import Foundation
internal import Lettering

/// What `stencil` drew.
struct StencilReport: Encodable {
    /// Columns `left..<right` and rows `top..<bottom` have its ink.
    struct Letter: Encodable {
        let text: String
        let left: Int
        let top: Int
        let right: Int
        let bottom: Int
    }

    let path: String
    let width: Int
    let height: Int
    let font: String
    let letters: [Letter]

    init(path: String, font: String, _ stencil: Stencil) {
        self.path = path
        self.font = font
        (width, height) = (stencil.width, stencil.height)
        letters = stencil.letters.map {
            Letter(text: $0.text, left: $0.left, top: $0.top, right: $0.right, bottom: $0.bottom)
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension StencilReport: CustomStringConvertible {
    var description: String { "\(path)  \(width) x \(height), \(letters.count) letters in \(font)" }
}
