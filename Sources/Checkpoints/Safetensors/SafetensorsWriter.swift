import Foundation

/// Writes safetensors files as the format's own library does: header padded to 8 bytes, wide types first, then by name.
public struct SafetensorsWriter: Sendable {
    struct Tensor: Sendable {
        let dataType: SafetensorsType
        let shape: [Int]
        let bytes: [UInt8]
    }

    private var tensors: [String: Tensor] = [:]
    private let metadata: [String: String]

    public init(metadata: [String: String] = [:]) {
        self.metadata = metadata
    }

    /// Adds a tensor in fp32, in the place of one of the same name. Traps unless `values` are as many as the shape has.
    ///
    /// The bytes are the host's: little-endian, as every machine is that Swift runs on.
    public mutating func add(_ name: String, _ values: [Float], shape: [Int]) {
        precondition(values.count == shape.reduce(1, *))
        add(name, values.withUnsafeBytes(Array.init), .float32, shape: shape)
    }

    /// Adds a tensor as it is stored. Traps unless `bytes` are as many as the shape needs.
    package mutating func add(_ name: String, _ bytes: [UInt8], _ dataType: SafetensorsType, shape: [Int]) {
        precondition(bytes.count * 8 == shape.reduce(1, *) * dataType.bitCount && name != "__metadata__")
        tensors[name] = Tensor(dataType: dataType, shape: shape, bytes: bytes)
    }

    /// Writes the file beside its place and then moves it there, so that no one sees half of it.
    public func write(to path: String) throws(WeightError) {
        do {
            try Data(contents()).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path: path, reason: error.localizedDescription)
        }
    }

    /// The file's bytes.
    package func contents() -> [UInt8] {
        let ordered = tensors.sorted { a, b in
            (b.value.dataType.bitCount, a.key) < (a.value.dataType.bitCount, b.key)
        }
        var members: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { json($0.key) + ":" + json($0.value) }
            members.append("\"__metadata__\":{" + pairs.joined(separator: ",") + "}")
        }
        var end = 0
        for (name, tensor) in ordered {
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            let offsets = "\(end),\(end + tensor.bytes.count)"
            let type = tensor.dataType.rawValue
            members.append(
                json(name) + ":{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(offsets)]}")
            end += tensor.bytes.count
        }
        var header = Array(("{" + members.joined(separator: ",") + "}").utf8)
        header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
        return littleEndian(UInt64(header.count)) + header + ordered.flatMap(\.value.bytes)
    }

    private func json(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\0"..<" ": result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
