internal import Foundation
internal import HTTPTypes

/// A `multipart/form-data` body (RFC 7578, RFC 2046 section 5.1), read whole.
///
/// Strict where leniency would mean guessing: each part needs a name, no name comes twice, and the last boundary must be there.
struct MultipartForm {
    struct Part: Hashable {
        var name: String
        var isFile: Bool
        var content: [UInt8]
    }

    static let partLimit = 64
    /// Of the headers of one part, in bytes.
    static let headerLimit = 4096

    private(set) var parts: [Part] = []

    init(_ body: [UInt8], boundary: String) throws(APIError) {
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // A body may begin with a boundary; as if a line had ended before it.
        let bytes = Array("\r\n".utf8) + body
        guard var position = bytes.end(of: delimiter, from: 0) else { throw Self.fault("its boundary never comes") }
        while !bytes.has("--", at: position) {
            guard parts.count < Self.partLimit else { throw Self.fault("it has more than \(Self.partLimit) parts") }
            guard let start = Self.lineEnd(bytes, position) else {
                throw Self.fault("a boundary's line is not its own")
            }
            guard let end = bytes.end(of: delimiter, from: start - 2) else {
                throw Self.fault("its last boundary is missing")
            }
            let part = try Self.part(bytes[start..<max(start, end - delimiter.count)])
            guard !parts.contains(where: { $0.name == part.name }) else {
                throw Self.fault("the field \(part.name.prefix(48)) comes twice")
            }
            parts.append(part)
            position = end
        }
    }

    /// The `boundary` parameter of a content type: 1 to 70 characters.
    static func boundary(inContentType type: String) -> String? {
        parameter("boundary", of: type).flatMap { (1...70).contains($0.utf8.count) ? $0 : nil }
    }

    /// After the rest of the boundary's line, which may hold white space.
    private static func lineEnd(_ bytes: [UInt8], _ position: Int) -> Int? {
        var position = position
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
        return bytes.has("\r\n", at: position) ? position + 2 : nil
    }

    private static func part(_ bytes: ArraySlice<UInt8>) throws(APIError) -> Part {
        let whole = Array(bytes), blank = Array("\r\n\r\n".utf8)
        let head: ArraySlice<UInt8>, content: ArraySlice<UInt8>
        if whole.has("\r\n", at: 0) {
            (head, content) = ([], whole.dropFirst(2))
        } else if let end = whole.end(of: blank, from: 0), end <= headerLimit {
            (head, content) = (whole[..<(end - blank.count)], whole[end...])
        } else {
            throw fault("the headers of a part don't end within \(headerLimit) bytes")
        }
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        let disposition = lines.first { $0.lowercased().hasPrefix("content-disposition:") } ?? ""
        guard let name = parameter("name", of: disposition), !name.isEmpty else { throw fault("a part has no name") }
        return Part(name: name, isFile: parameter("filename", of: disposition) != nil, content: Array(content))
    }

    /// The value of a header's parameter, in quotes or not.
    private static func parameter(_ name: String, of header: String) -> String? {
        var rest = header[...]
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let key = rest[..<equals].lowercased()
            rest = rest[rest.index(after: equals)...]
            let value = quoted(&rest) ?? String(rest.prefix { $0 != ";" }).trimmed
            if key == name { return value }
        }
        return nil
    }

    /// A quoted string at the start of `rest`, which is then behind it; nil if there is none.
    private static func quoted(_ rest: inout Substring) -> String? {
        guard rest.first == "\"" else { return nil }
        var value = "", isEscaped = false
        for index in rest.indices.dropFirst() {
            switch rest[index] {
            case "\\" where !isEscaped: isEscaped = true
            case "\"" where !isEscaped:
                rest = rest[rest.index(after: index)...]
                return value
            case let character:
                isEscaped = false
                value.append(character)
            }
        }
        rest = rest[rest.endIndex...]
        return value
    }

    private static func fault(_ reason: String) -> APIError {
        APIError(.badRequest, .malformedBody, "The multipart/form-data body can't be read: \(reason)")
    }
}

extension [UInt8] {
    func has(_ text: StaticString, at position: Int) -> Bool {
        text.withUTF8Buffer { position + $0.count <= count && self[position..<(position + $0.count)].elementsEqual($0) }
    }

    /// Where the first `pattern` from `start` on ends; nil if there is none.
    func end(of pattern: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, Swift.max(start, 0) + pattern.count <= count else { return nil }
        return withUnsafeBufferPointer { bytes in
            var position = Swift.max(start, 0)
            while position + pattern.count <= bytes.count {
                guard let found = bytes[position...].firstIndex(of: first), found + pattern.count <= bytes.count else {
                    return nil
                }
                if bytes[found..<(found + pattern.count)].elementsEqual(pattern) { return found + pattern.count }
                position = found + 1
            }
            return nil
        }
    }
}
