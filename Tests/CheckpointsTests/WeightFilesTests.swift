import Checkpoints
import Foundation
import Tensors
import TestSupport
import Testing

/// Which files of a folder are read, and shards.
struct WeightFilesTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ name: String, _ tensors: [String: Float]) throws {
        var writer = SafetensorsWriter()
        for (key, value) in tensors { writer.add(key, [value], shape: [1]) }
        try writer.write(to: folder.path(name))
    }

    private func index(_ name: String, _ map: String) throws {
        try folder.write(name, #"{"metadata":{"total_size":8},"weight_map":\#(map)}"#)
    }

    private func value(_ component: Component = .unet, _ key: String = "a") throws -> Float {
        try Checkpoint(component: component, folder: folder.path).weights.array(key, [1]).floats()[0]
    }

    /// The names in the order they are preferred.
    private static let names = [
        ".safetensors", ".safetensors.index.json", ".fp16.safetensors", ".safetensors.index.fp16.json",
        ".fp16.safetensors.index.json",
    ]

    @Test(arguments: Component.allCases)
    func thePlainFileComesFirst(_ component: Component) throws {
        for (number, name) in Self.names.enumerated().reversed() {
            if name.hasSuffix(".json") {
                try write("shard-\(number).safetensors", ["a": Float(number)])
                try index(component.stem + name, #"{"a":"shard-\#(number).safetensors"}"#)
            } else {
                try write(component.stem + name, ["a": Float(number)])
            }
            #expect(try value(component) == Float(number), "\(name)")
        }
    }

    @Test func shards() throws {
        try write("x-00001-of-00002.safetensors", ["a": 1, "b": 2])
        try write("x-00002-of-00002.safetensors", ["c": 3])
        let map =
            #"{"a":"x-00001-of-00002.safetensors","b":"x-00001-of-00002.safetensors","#
            + #""c":"x-00002-of-00002.safetensors"}"#
        try index("diffusion_pytorch_model.safetensors.index.json", map)
        let checkpoint = try Checkpoint(component: .unet, folder: folder.path)
        for (key, value) in ["a": 1, "b": 2, "c": 3] as [String: Float] {
            #expect(try checkpoint.weights.array(key, [1]).floats() == [value])
        }
        try checkpoint.finish()
        #expect(throws: WeightError.missingKey(path: checkpoint.path, key: "d", expected: [1])) {
            try checkpoint.weights.array("d", [1])
        }
    }

    @Test(arguments: [
        (#"{"a":"../one.safetensors"}"#, "which is no safetensors file beside it"),
        (#"{"a":"/etc/one.safetensors"}"#, "which is no safetensors file beside it"),
        (#"{"a":"one.bin"}"#, "which is no safetensors file beside it"),
        (#"{"a":"one\u0000.safetensors"}"#, "which is no safetensors file beside it"),
        (#"{"a":1}"#, "which is no safetensors file beside it"),
        ("{}", "names 0 files"),
        ("[]", "no weight_map"),
        (#"{"a":"one.safetensors","a":"one.safetensors"}"#, "appears twice"),
        (#"{"a":"one.safetensors","b":"two.safetensors"}"#, "two.safetensors: can't be read: No such file"),
        (#"{"a":"one.safetensors","c":"one.safetensors"}"#, "one.safetensors: no tensor \"c\""),
        (#"{"b":"one.safetensors"}"#, "of which weight_map says otherwise"),
    ])
    func indexesThatAreRefused(_ map: String, _ words: String) throws {
        try write("one.safetensors", ["a": 1])
        try index("diffusion_pytorch_model.safetensors.index.json", map)
        let error = #expect(throws: WeightError.self) { try Checkpoint(component: .unet, folder: folder.path) }
        #expect(error.map { "\($0)".hasPrefix(folder.path) && "\($0)".contains(words) } == true, "\(error!)")
    }

    /// `two` has another's tensor as well, or each has the other's.
    @Test(arguments: [["a": 1], ["b": 1]])
    func tensorsInOtherShardsThanTheIndexSays(_ one: [String: Float]) throws {
        try write("one.safetensors", one)
        try write("two.safetensors", one["a"] == nil ? ["a": 1] : ["a": 1, "b": 1])
        try index("diffusion_pytorch_model.safetensors.index.json", #"{"a":"one.safetensors","b":"two.safetensors"}"#)
        let error = #expect(throws: WeightError.self) { try Checkpoint(component: .unet, folder: folder.path) }
        #expect(error.map { "\($0)".contains("of which weight_map says otherwise") } == true)
    }

    @Test(arguments: ["pytorch_model.bin", "v1-5-pruned.ckpt", "v1-5-pruned.safetensors"])
    func otherKindsOfWeightsAreNamed(_ name: String) throws {
        try folder.write(name, "x")
        let error = #expect(throws: WeightError.self) { try Checkpoint(component: .textEncoder, folder: folder.path) }
        guard case .noWeights(folder.path, let expected, [name]) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(expected.first == "model.safetensors")
        #expect("\(error!)".contains("save_pretrained"))
    }

    @Test func anEmptyFolderAndNone() throws {
        let error = #expect(throws: WeightError.self) { try Checkpoint(component: .vae, folder: folder.path) }
        guard case .noWeights(folder.path, _, []) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        let nowhere = folder.path("nowhere")
        #expect(throws: WeightError.unreadable(path: nowhere, reason: "there is no such folder")) {
            try Checkpoint(component: .vae, folder: nowhere)
        }
    }
}
