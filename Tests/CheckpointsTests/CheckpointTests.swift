import Checkpoints
import Foundation
import Tensors
import TestSupport
import Testing

struct CheckpointTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ tensors: [String: [Float]]) throws {
        var writer = SafetensorsWriter()
        for (key, values) in tensors { writer.add(key, values, shape: [values.count]) }
        try writer.write(to: folder.path("diffusion_pytorch_model.safetensors"))
    }

    private func open() throws -> Checkpoint { try Checkpoint(component: .unet, folder: folder.path) }

    @Test func everyKeyOnce() throws {
        try write(["conv_in.bias": [1], "down_blocks.0.resnets.1.norm.weight": [2, 3]])
        let checkpoint = try open(), w = checkpoint.weights
        #expect(w.down_blocks[0].resnets[1].path == "down_blocks.0.resnets.1")
        #expect(try w.conv_in.array("bias", [1]).floats() == [1])
        #expect(try w.conv_in.optionalArray("weight", [1]) == nil)
        #expect(try w.down_blocks[0].resnets[1].norm.optionalArray("weight", [2])?.floats() == [2, 3])
        try checkpoint.finish()
    }

    @Test func keysThatNothingAskedFor() throws {
        let keys = (10..<23).map { "extra.\($0)" }
        try write(Dictionary(uniqueKeysWithValues: (keys + ["used"]).map { ($0, [0]) }))
        let checkpoint = try open()
        _ = try checkpoint.weights.array("used", [1])
        let error = WeightError.leftOver(
            path: checkpoint.path, unused: Array(keys.prefix(10)), unusedCount: 13, repeated: [], repeatedCount: 0)
        #expect(throws: error) { try checkpoint.finish() }
        #expect("\(error)".contains("13 tensors: \"extra.10\", "))
        #expect("\(error)".contains("\"extra.19\" and 3 more"))
    }

    @Test func keysReadTwice() throws {
        try write(["a": [0], "b": [0]])
        let checkpoint = try open()
        for key in ["a", "b", "b"] { _ = try checkpoint.weights.array(key, [1]) }
        let error = WeightError.leftOver(
            path: checkpoint.path, unused: [], unusedCount: 0, repeated: ["b"], repeatedCount: 1)
        #expect(throws: error) { try checkpoint.finish() }
        #expect("\(error)".contains("read more than once 1 tensor: \"b\""))
    }

    @Test func aMissingKeyAndAWrongShape() throws {
        try write(["a.bias": [0]])
        let checkpoint = try open(), path = checkpoint.path
        #expect(path == folder.path("diffusion_pytorch_model.safetensors"))
        let missing = WeightError.missingKey(path: path, key: "a.weight", expected: [3, 4])
        #expect(throws: missing) { try checkpoint.weights.a.array("weight", [3, 4]) }
        #expect("\(missing)" == "\(path): no tensor \"a.weight\" ([3, 4] was expected)")
        let shape = WeightError.wrongShape(path: path, key: "a.bias", expected: [3], found: [1])
        #expect(throws: shape) { try checkpoint.weights.a.array("bias", [3]) }
        #expect("\(shape)" == "\(path): the tensor \"a.bias\" has the shape [1]; the configuration asks for [3]")
    }

    @Test func declaredWeightsAnswerEverything() throws {
        let w = Weights.declared(dataType: .bfloat16)
        #expect(try w.a[0].array("weight", [3, 4]).shape == [3, 4])
        #expect(try w.a[0].optionalArray("bias", [3])?.dataType == .bfloat16)
    }

    @Test func isReadFromManyThreads() async throws {
        try write(Dictionary(uniqueKeysWithValues: (0..<200).map { ("\($0).w", [Float($0)]) }))
        let checkpoint = try open(), w = checkpoint.weights
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let values = try w[index].array("w", [1]).floats()
                    #expect(values == [Float(index)])
                }
            }
            try await group.waitForAll()
        }
        try checkpoint.finish()
    }
}
