internal import ArgumentParser
internal import Foundation
internal import Lettering

struct FontsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fonts", abstract: "Lists the font families that --font takes.")

    @Flag(help: "Prints JSON: the families, and which one is used where none is asked for.")
    var json = false

    private struct List: Encodable {
        let families: [String]
        let standard: String
    }

    func run() throws {
        let families = FontFamily.installed()
        guard json else { return families.forEach { print($0) } }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(
            String(decoding: try encoder.encode(List(families: families, standard: FontFamily.standard)), as: UTF8.self)
        )
    }
}
