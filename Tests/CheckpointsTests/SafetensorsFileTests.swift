import Checkpoints
import Foundation
import Tensors
import TestSupport
import Testing

struct SafetensorsFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func readsEveryTypeOfWeights() throws {
        let values: [Float] = [0, 1, -2, 0.5, 65_504, -0.09375]
        var writer = SafetensorsWriter(metadata: ["format": "pt", "quote\"": "new\nline"])
        writer.add("full", values, shape: [2, 3])
        writer.add("half", values.flatMap { littleEndian(Float16($0).bitPattern) }, .float16, shape: [3, 2])
        writer.add(
            "brain", [1, -2, 0.5].flatMap { littleEndian(UInt16(Float($0).bitPattern >> 16)) }, .bfloat16, shape: [3])
        writer.add("scalar", [7], shape: [])
        writer.add("nothing", [], shape: [0, 4])
        try writer.write(to: folder.path("a.safetensors"))

        let file = try SafetensorsFile(path: folder.path("a.safetensors"))
        #expect(Set(file.keys) == ["full", "half", "brain", "scalar", "nothing"])
        #expect(file.header.metadata == ["format": "pt", "quote\"": "new\nline"])
        #expect(try file.array("full").floats() == values)
        #expect(try file.array("full").shape == [2, 3])
        #expect(try file.array("half").floats() == values)
        #expect(try file.array("half").dataType == .float16)
        #expect(try file.array("brain").floats() == [1, -2, 0.5])
        #expect(try file.array("scalar").floats() == [7])
        #expect(try file.array("nothing").floats() == [])
    }

    @Test func otherTypesAreListedAndFailOnlyWhenAskedFor() throws {
        var writer = SafetensorsWriter()
        writer.add("position_ids", (0..<4).flatMap { littleEndian(Int64($0)) }, .int64, shape: [1, 4])
        writer.add("weight", [1, 2], shape: [2])
        try writer.write(to: folder.path("a.safetensors"))

        let file = try SafetensorsFile(path: folder.path("a.safetensors"))
        #expect(file.header.entries["position_ids"]?.shape == [1, 4])
        #expect(try file.array("weight").floats() == [1, 2])
        #expect(throws: WeightError.wrongDataType(path: file.path, key: "position_ids", found: "I64")) {
            try file.array("position_ids")
        }
        #expect(throws: WeightError.missingKey(path: file.path, key: "bias", expected: nil)) {
            try file.array("bias")
        }
    }

    @Test func valuesThatAreNotAligned() throws {
        let header =
            #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[2],"#
            + #""data_offsets":[1,9]}}"#
        let data = [7] + littleEndian(Float(1.5).bitPattern) + littleEndian(Float(-3).bitPattern)
        let path = try folder.write("a.safetensors", safetensors(header, data: 0) + data)
        let array = try SafetensorsFile(path: path).array("b")
        #expect(array.floats() == [1.5, -3])
        #expect(Int(bitPattern: array.bytes.baseAddress) % 4 == 0)
    }

    @Test func arraysOutliveTheFile() throws {
        var writer = SafetensorsWriter()
        writer.add("a", [1, 2, 3], shape: [3])
        try writer.write(to: folder.path("a.safetensors"))
        let array = try SafetensorsFile(path: folder.path("a.safetensors")).array("a")
        try FileManager.default.removeItem(atPath: folder.path("a.safetensors"))
        #expect(array.floats() == [1, 2, 3])
    }

    @Test func aFileThatShrinks() throws {
        var writer = SafetensorsWriter()
        writer.add("a", Array(repeating: 1, count: 100_000), shape: [100_000])
        try writer.write(to: folder.path("a.safetensors"))
        let file = try SafetensorsFile(path: folder.path("a.safetensors"))
        let size = writer.contents().count
        truncate(file.path, 4096)
        #expect(throws: WeightError.shrunk(path: file.path, expected: size, found: 4096)) { try file.array("a") }
    }

    @Test func whatIsNoReadableFile() throws {
        let nowhere = folder.path("nowhere.safetensors"), pipe = folder.path("pipe.safetensors")
        #expect(throws: WeightError.unreadable(path: nowhere, reason: "No such file or directory")) {
            try SafetensorsFile(path: nowhere)
        }
        #expect(throws: WeightError.unreadable(path: folder.path, reason: "it is a folder")) {
            try SafetensorsFile(path: folder.path)
        }
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(throws: WeightError.unreadable(path: pipe, reason: "it is not a regular file")) {
            try SafetensorsFile(path: pipe)
        }
    }

    @Test func whatMayNotBeRead() throws {
        let path = try folder.write("a.safetensors", "x")
        chmod(path, 0)
        guard geteuid() != 0 else { return }  // root may read anything
        #expect(throws: WeightError.unreadable(path: path, reason: "Permission denied")) {
            try SafetensorsFile(path: path)
        }
    }

    @Test(arguments: ["blocks", "noise", "tiny/unet/diffusion_pytorch_model", "tiny/text_encoder/model"])
    func readsWhatUpstreamWrites(_ name: String) throws {
        let file = try SafetensorsFile(path: goldenFolder + name + ".safetensors")
        #expect(!file.keys.isEmpty)
        for key in file.keys where DataType(rawValue: file.header.entries[key]!.dataType.rawValue) != nil {
            #expect(try file.array(key).floats().allSatisfy(\.isFinite), "\(key)")
        }
    }
}
