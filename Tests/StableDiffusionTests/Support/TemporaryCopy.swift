import Foundation

/// A copy of a model folder that a test may spoil; gone with the value.
final class TemporaryCopy {
    let path: String

    init(of folder: String) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "word2img-" + UUID().uuidString).path
        try FileManager.default.copyItem(atPath: folder, toPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Replaces `old`, which must be there, in one of the files.
    func replace(_ old: String, with new: String, in name: String) throws {
        let file = URL(filePath: path + "/" + name), text = try String(contentsOf: file, encoding: .utf8)
        precondition(text.contains(old), "no \(old) in \(name)")
        try text.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
    }

    /// Makes some of a component's fp16 weights infinite.
    func plantInfinities(in component: String) throws {
        let folder = path + "/" + component
        let name = try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".safetensors") }
        let file = URL(filePath: folder + "/" + (name ?? ""))
        var bytes = try Data(contentsOf: file)
        let header = 8 + bytes.prefix(8).withUnsafeBytes { Int($0.loadUnaligned(as: UInt64.self)) }
        for place in stride(from: header, to: bytes.count - 1, by: 62) {
            bytes.replaceSubrange(place..<place + 2, with: [0x00, 0x7C])
        }
        try bytes.write(to: file)
    }
}
