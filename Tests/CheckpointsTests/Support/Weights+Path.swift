import Checkpoints
import Tensors

extension Weights {
    /// The array with the key `down_blocks.0.conv.weight`, say.
    func array(at key: String, _ shape: [Int]) throws(WeightError) -> HostArray {
        let parts = key.split(separator: ".").map(String.init)
        let module = parts.dropLast().reduce(self) { weights, part in
            Int(part).map { weights[$0] } ?? weights[dynamicMember: part]
        }
        return try module.array(parts[parts.count - 1], shape)
    }
}

extension Checkpoint {
    /// Reads all keys that `file` has, with its shapes, and checks that they have its values.
    func hasAll(of file: SafetensorsFile) throws -> Bool {
        try file.keys.allSatisfy { key in
            let expected = try file.array(key)
            return try weights.array(at: key, expected.shape).floats() == expected.floats()
        }
    }
}
