internal import Domain
internal import Foundation

/// The looks that come with the program: `presets.json` and `presets/NAME.webp` in its share folder.
enum Presets {
    static func all() throws -> [Preset] {
        let path = try Share().find("presets.json")
        do { return try JSONDecoder().decode([Preset].self, from: Data(contentsOf: URL(filePath: path))) } catch {
            throw Failure("\(path): it can't be read: \(error)")
        }
    }

    /// A preset's picture, made by the embedded model.
    @Sendable static func sample(_ name: String) -> [UInt8]? {
        guard let path = try? Share().find("presets/\(name).webp") else { return nil }
        return FileManager.default.contents(atPath: path).map { Array($0) }
    }

    static func named(_ name: String) throws -> Preset {
        let all = try all()
        guard let preset = all.first(where: { $0.name == name.lowercased() }) else {
            throw Failure(
                badInput: "--preset \(name): there is none such; there are \(all.map(\.name).joined(separator: ", "))")
        }
        return preset
    }
}
