import Foundation
import Imaging
import TestSupport
import Testing

struct StencilCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func writesPNG() throws {
        let path = folder.path("gold.png")
        let result = try Program(arguments: [
            "stencil", "--text", "gold\\nrush", "--case", "upper", "--layout", "arc", "--size", "96x64", "--polarity",
            "dark_on_light", "--letter-spacing", "-0.05", "--output", path, "--json",
        ]).run()
        #expect(result.code == 0, "\(result.errors)")
        let picture = try Bitmap(decoding: Array(Data(contentsOf: URL(filePath: path))))
        #expect(picture.width == 96 && picture.height == 64)
        #expect(picture[0, 0] == Colour(red: 255, green: 255, blue: 255) && picture.pixels.contains(0))

        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: any Sendable])
        #expect(json["path"] as? String == path && json["font"] as? String == "DejaVu Sans")
        let letters = try #require(json["letters"] as? [[String: any Sendable]])
        #expect(letters.compactMap { $0["text"] as? String } == ["G", "O", "L", "D", "R", "U", "S", "H"])
        #expect(try folder.names == ["gold.png"])
    }

    @Test func writesSVG() throws {
        let path = folder.path("gold.SVG")
        let result = try Program(arguments: ["stencil", "--text", "A & B", "--output", path]).run()
        #expect(result.code == 0 && result.output.contains("512 x 512, 3 letters"), "\(result.errors)")
        let svg = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    }

    @Test func listsFonts() throws {
        let result = try Program(arguments: ["fonts"]).run()
        #expect(result.code == 0 && result.output.split(separator: "\n").contains("DejaVu Sans"))
        let json = try Program(arguments: ["fonts", "--json"]).run()
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: any Sendable])
        #expect(object["standard"] as? String == "DejaVu Sans")
        #expect((object["families"] as? [String])?.contains("DejaVu Sans") == true)
    }
}
