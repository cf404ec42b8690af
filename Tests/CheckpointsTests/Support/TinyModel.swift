import Checkpoints
import Tensors

extension Component {
    /// Without `.safetensors`.
    var stem: String { self == .textEncoder ? "model" : "diffusion_pytorch_model" }

    /// The weights of the goldens' tiny model, as today's diffusers and transformers save them.
    func tiny() throws -> SafetensorsFile {
        try SafetensorsFile(path: "\(goldenFolder)tiny/\(rawValue)/\(stem).safetensors")
    }
}

extension SafetensorsWriter {
    /// A file's tensors in fp32 under other names and shapes; nil leaves one out.
    init(_ file: SafetensorsFile, _ respell: (_ key: String, _ shape: [Int]) -> (String, [Int])?) throws {
        self.init()
        for key in file.keys {
            let array = try file.array(key)
            if let (name, shape) = respell(key, array.shape) { add(name, array.floats(), shape: shape) }
        }
    }
}
