import Checkpoints
import Foundation
import Tensors
import TestSupport
import Testing

struct SafetensorsWriterTests {
    /// The bytes that `safetensors.numpy.save` gives for the same tensors (0.8.0).
    @Test func writesWhatUpstreamWrites() {
        var writer = SafetensorsWriter(metadata: ["format": "pt"])
        writer.add("b", [1, 2], shape: [1, 2])
        writer.add("a", [1, 2, 3], .uint8, shape: [3])
        writer.add("c", [0.5], shape: [])
        let header =
            #"{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"#
            + #""c":{"dtype":"F32","shape":[],"data_offsets":[8,12]},"a":{"dtype":"U8","shape":[3],"data_offsets":[12,15]}}"#
        let padding = String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
        let values: [Float] = [1, 2, 0.5]
        let expected =
            safetensors(header + padding, data: 0) + values.flatMap { littleEndian($0.bitPattern) } + [1, 2, 3]
        #expect(writer.contents() == expected)
    }

    @Test func namesOfAnyKindSurvive() throws {
        let folder = try TemporaryFolder(), names = ["\"\\/\u{1}\n", "früh", "日本", "🍕", ""]
        var writer = SafetensorsWriter()
        for name in names { writer.add(name, [1], shape: [1]) }
        try writer.write(to: folder.path("a.safetensors"))
        #expect(try Set(SafetensorsFile(path: folder.path("a.safetensors")).keys) == Set(names))
    }

    @Test func replacesAFileAsAWhole() throws {
        let folder = try TemporaryFolder(), path = try folder.write("a.safetensors", "something else")
        var writer = SafetensorsWriter()
        writer.add("a", [1], shape: [1])
        try writer.write(to: path)
        #expect(try SafetensorsFile(path: path).array("a").floats() == [1])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o644)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.safetensors"])
    }

    @Test func aPlaceThatCannotBeWritten() throws {
        let folder = try TemporaryFolder(), path = folder.path("nowhere/a.safetensors")
        let error = #expect(throws: WeightError.self) { try SafetensorsWriter().write(to: path) }
        guard case .unwritable(path, _) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
    }
}
