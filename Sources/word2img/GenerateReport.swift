internal import CPUTensors
internal import Domain
internal import Foundation

/// What `generate` did.
struct GenerateReport: Encodable {
    struct Output: Encodable {
        let path: String
        let seed: Int64
        let width: Int
        let height: Int

        init(path: String, seed: Int64, size: PictureSize) {
            self.path = path
            self.seed = seed
            width = size.width
            height = size.height
        }
    }

    /// In seconds.
    struct Timings: Encodable {
        let load: Double
        let steps: Double
        let decode: Double
        let total: Double
    }

    let outputs: [Output]
    let latents: String?
    let model: String
    let fingerprint: String
    let timings: Timings
    let warnings: [String]
    let peakMemoryBytes = ThisMachine.peakMemory

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension GenerateReport: CustomStringConvertible {
    var description: String {
        let seconds = [timings.total, timings.load, timings.steps, timings.decode].map { String(format: "%.1f", $0) }
        let lines =
            outputs.map { "\($0.path)  \($0.width) x \($0.height), seed \($0.seed)" } + [latents].compactMap(\.self)
            + ["\(seconds[0]) s: loading \(seconds[1]), steps \(seconds[2]), decoding \(seconds[3])"]
            + warnings.map { "Warning: \($0)" }
        return lines.joined(separator: "\n")
    }
}
