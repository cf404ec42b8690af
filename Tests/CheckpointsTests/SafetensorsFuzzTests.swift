import Checkpoints
import Foundation
import Tensors
import TestSupport
import Testing

/// Random damage to a valid file: each is read or refused, none ends the process.
struct SafetensorsFuzzTests {
    private static let original: [UInt8] = {
        var writer = SafetensorsWriter(metadata: ["format": "pt"])
        writer.add("down_blocks.0.weight", Array(repeating: 0.5, count: 12), shape: [3, 4])
        writer.add("h", Array(repeating: 0x3C, count: 16), .float16, shape: [8])
        writer.add("position_ids", Array(repeating: 0, count: 32), .int64, shape: [1, 4])
        writer.add("é\u{1F355}\n", [1], shape: [])
        return writer.contents()
    }()

    @Test(arguments: 0..<8)
    func damageIsReadOrRefused(_ round: Int) throws {
        var random = SplitMix64(seed: UInt64(round)), refused = 0
        let folder = try TemporaryFolder(), path = folder.path("model.safetensors"), count = 500
        for _ in 0..<count {
            try Data(mutated(&random)).write(to: URL(filePath: path))
            do {
                try readAll(path)
            } catch let error as WeightError {
                #expect("\(error)".hasPrefix(path))
                refused += 1
            }
        }
        #expect(refused > count / 4 && refused < count)
    }

    private func readAll(_ path: String) throws {
        let file = try SafetensorsFile(path: path)
        for (key, entry) in file.header.entries where DataType(rawValue: entry.dataType.rawValue) != nil {
            #expect(try file.array(key).floats().count == entry.shape.reduce(1, *))
        }
    }

    private func mutated(_ random: inout SplitMix64) -> [UInt8] {
        var bytes = Self.original
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<max(bytes.count, 1), using: &random)
            let length = Int.random(in: 0...8, using: &random), end = min(place + length, bytes.count)
            switch Int.random(in: 0..<7, using: &random) {
            case 0 where !bytes.isEmpty: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes.removeSubrange(min(place, end)..<end)
            case 3:
                bytes.insert(
                    contentsOf: Array("[]{}\",:019e-\\u".utf8).shuffled(using: &random).prefix(length), at: place)
            case 4: bytes.removeLast(min(length, bytes.count))
            case 5: bytes.append(contentsOf: Array(repeating: 0x20, count: length))
            default:
                // A digit, which is where the interesting faults are.
                let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
                if let digit = digits.randomElement(using: &random) {
                    bytes[digit] = UInt8.random(in: 0x30...0x39, using: &random)
                }
            }
        }
        return bytes
    }
}
