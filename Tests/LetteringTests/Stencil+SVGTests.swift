import Foundation
import FoundationXML
import Lettering
import Testing

struct StencilSVGTests {
    /// Elements in their order, with attributes.
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String])] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements.append((name, attributes))
        }
    }

    private func elements(_ svg: String) throws -> [(name: String, attributes: [String: String])] {
        let parser = XMLParser(data: Data(svg.utf8)), reader = Reader()
        parser.delegate = reader
        try #require(parser.parse())
        return reader.elements
    }

    @Test(arguments: ["A & B <\">", "GRAND\nOPENING", "عربي"])
    func isARectangleAndAPath(text: String) throws {
        let stencil = try drawn(text, width: 160, height: 90) { $0.polarity = .darkOnGrey }
        let elements = try elements(stencil.svg)
        #expect(elements.map(\.name) == ["svg", "rect", "path"])
        #expect(elements[0].attributes["width"] == "160" && elements[0].attributes["height"] == "90")
        #expect(elements[1].attributes["fill"] == "#808080" && elements[2].attributes["fill"] == "#000000")
        let path = try #require(elements[2].attributes["d"])
        #expect(path.hasPrefix("M") && path.hasSuffix("Z"))
        #expect(path.allSatisfy { "MLCZ .-0123456789".contains($0) })
    }

    @Test func pointsLieInTheFrame() throws {
        let stencil = try drawn("Wave", width: 160, height: 90) { $0.layout = .wave }
        let path = try #require(try elements(stencil.svg).last?.attributes["d"])
        let numbers = path.split { "MLCZ ".contains($0) }.map { Double($0) ?? .nan }
        #expect(numbers.count > 100 && numbers.count % 2 == 0)
        #expect(numbers.allSatisfy { $0 > 0 && $0 < 160 })
    }

    @Test func outlinesAreStrokes() throws {
        let stencil = try drawn("GOLD") { $0.outline = 0.1 }
        let path = try #require(try elements(stencil.svg).last?.attributes)
        #expect(path["fill"] == "none" && path["stroke"] == "#ffffff")
        #expect(Double(path["stroke-width"] ?? "") ?? 0 > 2)
    }
}
