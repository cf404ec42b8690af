/// A JSON value in memory.
enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// A whole text.
    init(_ bytes: [UInt8]) throws(JSONFault) {
        var scanner = JSONScanner(bytes)
        self = try JSONValue(&scanner)
        try scanner.end()
    }

    init(_ scanner: inout JSONScanner) throws(JSONFault) {
        switch scanner.peek() {
        case UInt8(ascii: "{"):
            var members: [String: JSONValue] = [:]
            try scanner.object { scanner, key throws(JSONFault) in members[key] = try JSONValue(&scanner) }
            self = .object(members)
        case UInt8(ascii: "["):
            var elements: [JSONValue] = []
            try scanner.array { scanner throws(JSONFault) in elements.append(try JSONValue(&scanner)) }
            self = .array(elements)
        case UInt8(ascii: "\""): self = .string(try scanner.string())
        case UInt8(ascii: "t"):
            try scanner.word("true")
            self = .bool(true)
        case UInt8(ascii: "f"):
            try scanner.word("false")
            self = .bool(false)
        case UInt8(ascii: "n"):
            try scanner.word("null")
            self = .null
        default: self = .number(try scanner.number())
        }
    }

    /// A whole number that an `Int` holds exactly.
    var integer: Int? {
        if case .number(let value) = self { Int(exactly: value) } else { nil }
    }

    var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    var array: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    var object: [String: JSONValue]? {
        if case .object(let value) = self { value } else { nil }
    }
}

extension JSONValue: CustomStringConvertible {
    /// As in the file, cut where a file is hostile.
    var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .number(let value): integer.map(String.init) ?? String(value)
        case .string(let value): quoted(value)
        case .array(let values):
            "[" + values.prefix(8).map(\.description).joined(separator: ", ") + (values.count > 8 ? ", ...]" : "]")
        case .object(let members): members.isEmpty ? "{}" : "{...}"
        }
    }
}

extension JSONValue {
    /// The members of a small file's object.
    static func members(ofFile path: String, limit: Int) throws(WeightError) -> [String: JSONValue] {
        let bytes = try MappedFile.contents(path, limit: limit), value: JSONValue
        do throws(JSONFault) {
            value = try JSONValue(bytes)
        } catch {
            throw .malformed(path: path, fault: "no JSON, byte \(error.offset): \(error.reason)")
        }
        guard let members = value.object else { throw .malformed(path: path, fault: "JSON, but no object") }
        return members
    }
}
