internal import ArgumentParser
internal import Domain
internal import Foundation

struct PresetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presets", abstract: "Lists the named looks for --preset.")

    @Flag(help: "Prints them as JSON.") var json = false

    func run() throws {
        let presets = try Presets.all()
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return print(String(decoding: try encoder.encode(presets), as: UTF8.self))
        }
        let width = presets.map(\.name.count).max() ?? 0
        for preset in presets {
            print(preset.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + preset.prompt)
        }
    }
}
