import Foundation

/// Where a component's weights are: the first of these names that the folder has, with `model` in place of
/// `diffusion_pytorch_model` for the text encoder:
///
/// 1. `diffusion_pytorch_model.safetensors`
/// 2. `diffusion_pytorch_model.safetensors.index.json`, with the files that it names
/// 3. `diffusion_pytorch_model.fp16.safetensors`
/// 4. `diffusion_pytorch_model.safetensors.index.fp16.json`, or `diffusion_pytorch_model.fp16.safetensors.index.json`
///
/// The plain ones come first, as in diffusers where no variant is asked for: they are what was trained, the others rounded.
enum WeightFiles {
    case single(String)
    case sharded(index: String)

    static func find(_ component: Component, in folder: String) throws(WeightError) -> WeightFiles {
        let present = Set(try names(in: folder))
        let stem = component == .textEncoder ? "model" : "diffusion_pytorch_model"
        let expected = [
            "\(stem).safetensors", "\(stem).safetensors.index.json", "\(stem).fp16.safetensors",
            "\(stem).safetensors.index.fp16.json", "\(stem).fp16.safetensors.index.json",
        ]
        guard let name = expected.first(where: present.contains) else {
            throw .noWeights(folder: folder, expected: expected, found: checkpoints(among: present))
        }
        let path = folder + "/" + name
        return name.hasSuffix(".json") ? .sharded(index: path) : .single(path)
    }

    /// Files that look like weights of one kind or another.
    static func checkpoints(among names: some Sequence<String>) -> [String] {
        let endings = [".safetensors", ".bin", ".ckpt", ".pt", ".pth", ".msgpack", ".onnx", ".gguf"]
        return names.filter { name in endings.contains { name.lowercased().hasSuffix($0) } }.sorted()
    }

    static func names(in folder: String) throws(WeightError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            let exists = FileManager.default.fileExists(atPath: folder)
            throw .unreadable(
                path: folder, reason: exists ? "it is no folder, or may not be read" : "there is no such folder")
        }
    }
}
