internal import Foundation

/// A parameter's value as a client sent it. Old clients send strings for numbers and booleans: what a value means is the
/// reader's to say.
enum SentValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([SentValue])
    /// An object, which no parameter is.
    case nested
}

extension SentValue: Codable {
    init(from decoder: any Decoder) throws {
        guard let value = try? decoder.singleValueContainer() else {
            self = .nested
            return
        }
        self =
            if value.decodeNil() {
                .null
            } else if let text = try? value.decode(String.self) {
                .text(text)
            } else if let bool = try? value.decode(Bool.self) {
                .bool(bool)
            } else if let integer = try? value.decode(Int64.self) {
                .integer(integer)
            } else if let number = try? value.decode(Double.self) {
                .number(number)
            } else if let list = try? value.decode([SentValue].self) {
                .list(list)
            } else {
                .nested
            }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null, .nested: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .integer(let integer): try value.encode(integer)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let list): try value.encode(list)
        }
    }
}

extension SentValue {
    /// A whole number, also as `25.0` or `"25"`.
    var asInteger: Int64? {
        switch self {
        case .integer(let integer): integer
        case .number(let number): Int64(exactly: number)
        case .text(let text): Int64(text.trimmed) ?? Double(text.trimmed).flatMap { Int64(exactly: $0) }
        case .null, .bool, .list, .nested: nil
        }
    }

    /// A finite number, also as `"7.5"`.
    var asNumber: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        case .text(let text): Double(text.trimmed).flatMap { $0.isFinite ? $0 : nil }
        case .null, .bool, .list, .nested: nil
        }
    }

    /// Also as Python's `"False"`, and as 0 or 1.
    var asBool: Bool? {
        switch self {
        case .bool(let bool): bool
        case .integer(0), .number(0): false
        case .integer(1), .number(1): true
        case .text(let text):
            switch text.trimmed.lowercased() {
            case "true", "1": true
            case "false", "0": false
            default: nil
            }
        case .null, .integer, .number, .list, .nested: nil
        }
    }

    var asText: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// A list, also as text with commas, which is all that a form can send, or as a single value.
    var asList: [SentValue]? {
        switch self {
        case .list(let list): list
        case .text(let text): text.split(separator: ",").map { .text(String($0).trimmed) }
        case .integer, .number: [self]
        case .null, .bool, .nested: nil
        }
    }

    /// For error messages: at most some fifty characters.
    var shown: String {
        switch self {
        case .null: "null"
        case .bool(let bool): String(bool)
        case .integer(let integer): String(integer)
        case .number(let number): String(number)
        case .text(let text): text.isEmpty ? "empty" : "\"\(text.prefix(48))\(text.count > 48 ? "..." : "")\""
        case .list(let list):
            "[\(list.prefix(4).map(\.shown).joined(separator: ", "))\(list.count > 4 ? ", ..." : "")]"
        case .nested: "an object"
        }
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
