import Foundation
import Imaging
import Testing

/// A picture file that another library made, and what it shows.
struct PictureGolden: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let width: Int
    let height: Int
    /// In the middle of the quadrants: top left, top right, bottom left, bottom right.
    let colours: [[UInt8]]
    /// How far a channel may be from that.
    let tolerance: Int
    let recipe: String?
    /// For a file that isn't read: what the error must say.
    let refused: String?

    var testDescription: String { name }

    var bytes: [UInt8] {
        get throws { Array(try Data(contentsOf: URL(filePath: Self.folder + name))) }
    }

    static let all: [PictureGolden] = {
        do {
            let path = URL(filePath: folder.dropLast() + ".json")
            return try JSONDecoder().decode([PictureGolden].self, from: Data(contentsOf: path))
        } catch {
            preconditionFailure("\(folder): \(error)")
        }
    }()

    static let readable = all.filter { $0.refused == nil }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Goldens/pictures/").path(percentEncoded: false)

    /// The middle of each quadrant, as decoded.
    static func quadrants(of bitmap: Bitmap) -> [Colour] {
        let columns = [bitmap.width / 4, bitmap.width * 3 / 4], rows = [bitmap.height / 4, bitmap.height * 3 / 4]
        return rows.flatMap { y in columns.map { x in bitmap[x, y] } }
    }
}

extension Colour {
    /// The largest difference of a channel.
    func distance(to other: Colour) -> Int {
        let differences = zip([red, green, blue], [other.red, other.green, other.blue]).map { abs(Int($0) - Int($1)) }
        return differences.max() ?? 0
    }
}
