import Checkpoints
import Foundation
import Tensors

/// A suite of golden numbers; Tools/reference/README.md has the format.
struct GoldenSuite: Sendable {
    static let blocks = GoldenSuite("blocks")
    static let text = GoldenSuite("text")
    static let networks = GoldenSuite("networks")
    static let pipelines = GoldenSuite("pipelines")
    static let embedded = GoldenSuite("embedded")

    let cases: [GoldenCase]
    /// By group: torch's own error in bf16.
    let bf16Errors: [String: Double]
    /// CRC-32 of the model's files, for the suite whose model is replaced now and then.
    let checksums: [String: UInt32]
    private let tensors: [String: HostArray]

    private init(_ name: String) {
        let path = goldenFolder + name
        do {
            let header = try JSONDecoder().decode(Header.self, from: Data(contentsOf: URL(filePath: path + ".json")))
            cases = header.cases
            bf16Errors = header.bf16Errors ?? [:]
            checksums = header.checksums ?? [:]
            tensors = try readSafetensors(path + ".safetensors")
        } catch {
            preconditionFailure("\(path): \(error)")
        }
    }

    func cases(_ kinds: String...) -> [GoldenCase] { cases.filter { kinds.contains($0.kind ?? "") } }

    /// Groups whose error in bf16 is known.
    var groups: [String] { bf16Errors.keys.sorted() }
    func cases(group: String) -> [GoldenCase] { cases.filter { $0.group == group } }

    subscript(_ golden: GoldenCase, _ name: String) -> HostArray {
        let key = golden.shared?[name] ?? golden.name + "." + name
        guard let tensor = tensors[key] else { preconditionFailure("no tensor \(key)") }
        return tensor
    }

    private struct Header: Decodable {
        let cases: [GoldenCase]
        let bf16Errors: [String: Double]?
        let checksums: [String: UInt32]?

        enum CodingKeys: String, CodingKey {
            case cases, checksums
            case bf16Errors = "bf16_errors"
        }
    }
}

let goldenFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Goldens/").path(percentEncoded: false)

/// One case; which fields there are depends on the suite.
struct GoldenCase: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let model: String
    let kind: String?
    let component: String?
    let path: String?
    let group: String?
    let inputs: [String]?
    let outputs: [String]?
    let shared: [String: String]?
    let upsampleSize: [Int]?
    let timestep: Int?
    let scale: Double?
    let prompts: [String]?
    let ids: [[Int]]?
    let scheduler: String?
    let prompt: String?
    let negativePrompt: String?
    let steps: Int?
    let guidanceScale: Double?
    let controlScale: Double?
    let controlStart: Double?
    let controlEnd: Double?
    let seed: UInt64?
    let samples: Int?
    let width: Int?
    let height: Int?

    var description: String { name }

    enum CodingKeys: String, CodingKey {
        case name, model, kind, component, path, group, inputs, outputs, shared, timestep, scale, prompts, ids
        case scheduler, prompt, steps, seed, samples, width, height
        case upsampleSize = "upsample_size"
        case negativePrompt = "negative_prompt"
        case guidanceScale = "guidance_scale"
        case controlScale = "control_scale"
        case controlStart = "control_start"
        case controlEnd = "control_end"
    }
}

/// The tensors of a file that is known to be well formed. Apart from Checkpoints' own reader, so that no fault hides.
func readSafetensors(_ path: String) throws -> [String: HostArray] {
    struct Entry: Decodable {
        let dtype: String
        let shape: [Int]
        let dataOffsets: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype, shape
            case dataOffsets = "data_offsets"
        }
    }
    let file = try NSData(contentsOfFile: path, options: [])
    let length = Int(file.bytes.loadUnaligned(as: UInt64.self))
    var header =
        try JSONSerialization.jsonObject(with: file.subdata(with: NSRange(location: 8, length: length)))
        as? [String: Any] ?? [:]
    header["__metadata__"] = nil
    let entries = try JSONDecoder().decode(
        [String: Entry].self, from: JSONSerialization.data(withJSONObject: header))
    return entries.compactMapValues { entry in
        DataType(rawValue: entry.dtype).map { type in
            let bytes = UnsafeRawBufferPointer(
                start: file.bytes + 8 + length + entry.dataOffsets[0],
                count: entry.dataOffsets[1] - entry.dataOffsets[0])
            return HostArray(bytes: bytes, dataType: type, shape: entry.shape, owner: file)
        }
    }
}
