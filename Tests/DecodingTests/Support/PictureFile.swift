import Foundation
import Imaging

/// Picture files that other libraries wrote.
enum PictureFile {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Goldens/pictures")

    static let names: [String] = {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
        } catch { preconditionFailure("\(folder): \(error)") }
    }()

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    /// A PNG file whose header promises that size, and next to nothing behind it.
    static func bomb(width: Int, height: Int) -> [UInt8] {
        func bigEndian(_ number: Int) -> [UInt8] {
            (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        }
        func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
            let content = Array(type.utf8) + data
            let sum = ~content.reduce(~0 as UInt32) { sum, byte in
                (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
            }
            return bigEndian(data.count) + content + bigEndian(Int(sum))
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0])
            + chunk("IDAT", [0x78, 0x01, 0x63, 0x00, 0x00]) + chunk("IEND", [])
    }
}
