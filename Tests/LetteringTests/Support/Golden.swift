import Foundation
import Imaging
import Lettering
import Testing

/// A stencil that is committed as a picture.
struct Golden: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// The families that its letters come from, the first being the one that is asked for.
    let families: [String]
    let change: @Sendable (inout LetteringOptions) -> Void

    var testDescription: String { name }

    static let side = 144
    /// Of the mean difference, 0 to 255: versions of a font differ a little, and move what fits into the frame by half a pixel.
    static let tolerance = 4.0

    private static let scripts: [(name: String, text: String, families: [String])] = [
        ("latin", "Grand Opening", ["DejaVu Sans"]), ("arabic", "مرحبا", ["DejaVu Sans"]),
        ("devanagari", "नमस्ते", ["Noto Sans Devanagari"]), ("cjk", "東京ラーメン", ["Droid Sans Fallback"]),
        ("emoji", "I ❤️ 🍕", ["DejaVu Sans", "Noto Color Emoji"]),
    ]

    static let all =
        scripts.flatMap { script in
            LetteringOptions.Layout.allCases.map { layout in
                Golden(name: "\(script.name)-\(layout.rawValue)", text: script.text, families: script.families) {
                    $0.layout = layout
                }
            }
        } + [
            Golden(name: "latin-outline", text: "Gold", families: ["DejaVu Sans"]) { $0.outline = 0.05 },
            Golden(name: "arabic-outline", text: "مرحبا", families: ["DejaVu Sans"]) { $0.outline = 0.05 },
            Golden(name: "latin-options", text: "two words\nleft", families: ["DejaVu Sans"]) {
                $0.letterCase = .title
                $0.align = .left
                $0.letterSpacing = 0.2
                $0.lineSpacing = 0.5
                $0.margin = 0.1
                $0.weight = 400
                $0.polarity = .darkOnGrey
            },
        ]

    func stencil() throws -> Stencil {
        try drawn(text, width: Self.side, height: Self.side) {
            $0.family = families[0]
            change(&$0)
        }
    }

    private var path: String {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Goldens/lettering/\(name).png").standardizedFileURL.path(percentEncoded: false)
    }

    func picture() throws -> Bitmap { try Bitmap(decoding: Array(Data(contentsOf: URL(filePath: path)))) }

    func write(_ stencil: Stencil) throws {
        let bitmap = Bitmap(width: stencil.width, height: stencil.height, grey: stencil.grey)
        try AtomicFile.write(bitmap.encoded(as: .png), to: path)
    }
}
