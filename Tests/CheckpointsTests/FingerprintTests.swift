import Checkpoints
import Foundation
import Tensors
import TestSupport
import Testing

struct FingerprintTests {
    let folder: TemporaryFolder

    /// The goldens' tiny model, all of it links.
    init() throws {
        folder = try TemporaryFolder()
        for part in ["", "text_encoder", "tokenizer", "unet", "vae", "scheduler", "controlnet"] {
            try folder.link(part, to: goldenFolder + "tiny/" + part)
        }
    }

    private func fingerprint() throws -> String { try ModelFolder(path: folder.path).fingerprint() }

    private func replace(_ name: String, _ bytes: some Sequence<UInt8>) throws {
        try FileManager.default.removeItem(atPath: folder.path(name))
        try folder.write(name, bytes)
    }

    @Test func dependsOnContentAndNotOnPlace() throws {
        let here = try fingerprint()
        #expect(here.count == 64 && here.allSatisfy(\.isHexDigit))
        #expect(try ModelFolder(path: goldenFolder + "tiny").fingerprint() == here)
        #expect(try ModelFolder(path: goldenFolder + "tiny-embedded").fingerprint() != here)
    }

    @Test(arguments: ["unet/config.json", "scheduler/scheduler_config.json", "tokenizer/merges.txt"])
    func dependsOnEveryText(_ name: String) throws {
        let before = try fingerprint()
        try replace(name, Data(contentsOf: URL(filePath: folder.path(name))) + Data("\n".utf8))
        #expect(try fingerprint() != before)
    }

    @Test(arguments: Component.allCases)
    func dependsOnEveryPartsWeights(_ component: Component) throws {
        let before = try fingerprint(), name = "\(component.rawValue)/\(component.stem).safetensors"
        var bytes = try Data(contentsOf: URL(filePath: folder.path(name)))
        bytes[bytes.count - 2] ^= 1
        try replace(name, bytes)
        #expect(try fingerprint() != before)
    }

    @Test func theControlNetBelongsToIt() throws {
        let model = try ModelFolder(path: folder.path), other = goldenFolder + "tiny-embedded/controlnet"
        #expect(try ModelFolder(path: folder.path, controlNet: other).fingerprint() != model.fingerprint())
        #expect(
            try ModelFolder(path: folder.path, controlNet: goldenFolder + "tiny/controlnet").fingerprint()
                == model.fingerprint())
    }

    @Test func spellingsAndShardsAreTheSame() throws {
        let file = try Component.textEncoder.tiny(), keys = file.keys.sorted()
        func write(_ name: String, _ prefix: String, where isIn: (String) -> Bool) throws -> [String] {
            var writer = SafetensorsWriter(metadata: ["made_by": name])
            for key in keys where isIn(key) {
                let array = try file.array(key)
                writer.add(prefix + key, Array(array.bytes), .float16, shape: array.shape)
            }
            try writer.write(to: folder.path("text_encoder/" + name))
            return keys.filter(isIn).map { "\"\(prefix + $0)\":\"\(name)\"" }
        }
        let before = try fingerprint()
        try FileManager.default.removeItem(atPath: folder.path("text_encoder/model.safetensors"))
        let map =
            try write("1.safetensors", "text_model.") { $0 < "encoder.layers.1" }
            + write("2.safetensors", "text_model.") { $0 >= "encoder.layers.1" }
        try folder.write(
            "text_encoder/model.safetensors.index.json", "{\"weight_map\":{" + map.joined(separator: ",") + "}}")
        #expect(try fingerprint() == before)
    }
}
