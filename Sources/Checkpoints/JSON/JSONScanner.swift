/// Reads a JSON text (RFC 8259) from start to end, for texts that may be hostile: duplicate keys, invalid UTF-8 and deep
/// nesting are faults, and nothing is kept but what the caller keeps. Foundation's readers take the last of two equal keys.
struct JSONScanner {
    static let depthLimit = 64
    /// In bytes: Unicode's comparison of a letter with a million accents takes a minute.
    static let keyLimit = 4096

    private let bytes: [UInt8]
    private(set) var position = 0
    private var depth = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The first byte of what comes next, white space skipped; nil at the end.
    mutating func peek() -> UInt8? {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
        return position < bytes.count ? bytes[position] : nil
    }

    func fault(_ reason: String) -> JSONFault { JSONFault(offset: position, reason: reason) }

    /// An object; `member` must read the value of each key.
    mutating func object(
        _ member: (inout JSONScanner, String) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        var keys: Set<String> = []
        try list(from: "{", to: "}") { scanner throws(JSONFault) in
            let key = try scanner.string(), length = key.utf8.count
            guard length <= Self.keyLimit else {
                throw scanner.fault("a key of \(length) bytes, of at most \(Self.keyLimit)")
            }
            guard keys.insert(key).inserted else { throw scanner.fault("the key \(quoted(key)) appears twice") }
            try scanner.expect(":")
            try member(&scanner, key)
        }
    }

    /// An array; `element` must read each element.
    mutating func array(_ element: (inout JSONScanner) throws(JSONFault) -> Void) throws(JSONFault) {
        try list(from: "[", to: "]", element)
    }

    private mutating func list(
        from open: Unicode.Scalar, to close: Unicode.Scalar, _ item: (inout JSONScanner) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        try expect(open)
        depth += 1
        guard depth <= Self.depthLimit else { throw fault("nested deeper than \(Self.depthLimit) levels") }
        if peek() == UInt8(ascii: close) {
            position += 1
        } else {
            try item(&self)
            while peek() == UInt8(ascii: ",") {
                position += 1
                try item(&self)
            }
            try expect(close)
        }
        depth -= 1
    }

    mutating func expect(_ character: Unicode.Scalar) throws(JSONFault) {
        guard peek() == UInt8(ascii: character) else { throw fault("expected '\(character)'") }
        position += 1
    }

    /// Exactly `word`, such as `true`, here.
    mutating func word(_ word: StaticString) throws(JSONFault) {
        let end = position + word.utf8CodeUnitCount
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard end <= bytes.count, bytes[position..<end].elementsEqual(expected) else {
            throw fault("expected \(word)")
        }
        position = end
    }

    /// A whole number from 0 up, without sign, fraction or exponent.
    mutating func unsigned() throws(JSONFault) -> Int {
        _ = peek()
        let start = position
        var value = 0
        while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
            let (tens, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, beyond) = tens.addingReportingOverflow(Int(digit))
            guard !over && !beyond else { throw fault("a number beyond \(Int.max)") }
            value = sum
            position += 1
        }
        guard position > start else { throw fault("expected a whole number from 0 up") }
        try refuseLeadingZero(start)
        return value
    }

    /// A number, or one of the words that Python writes for what JSON has no numbers for.
    mutating func number() throws(JSONFault) -> Double {
        _ = peek()
        let start = position, negative = skip("-"), whole = position
        switch position < bytes.count ? bytes[position] : 0 {
        case UInt8(ascii: "N") where !negative:
            try word("NaN")
            return .nan
        case UInt8(ascii: "I"):
            try word("Infinity")
            return negative ? -.infinity : .infinity
        default: try digits()
        }
        try refuseLeadingZero(whole)
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            _ = skip("+") || skip("-")
            try digits()
        }
        return Double(String(decoding: bytes[start..<position], as: UTF8.self)) ?? .nan
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private func refuseLeadingZero(_ start: Int) throws(JSONFault) {
        guard position == start + 1 || bytes[start] != UInt8(ascii: "0") else {
            throw fault("a number with a leading 0")
        }
    }

    private mutating func digits() throws(JSONFault) {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > start else { throw fault("expected a value") }
    }

    /// Nothing but white space may come.
    mutating func end() throws(JSONFault) {
        if peek() != nil { throw fault("something after the end") }
    }
}

extension JSONScanner {
    mutating func string() throws(JSONFault) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while true {
            guard position < bytes.count else { throw fault("a string without an end") }
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw fault("a string that isn't valid UTF-8")
                }
                position += 1
                return string
            case UInt8(ascii: "\\"):
                position += 1
                text += try escaped().utf8
            case 0..<0x20: throw fault("a control character in a string")
            default:
                text.append(byte)
                position += 1
            }
        }
    }

    /// What stands after a backslash.
    private mutating func escaped() throws(JSONFault) -> String {
        guard position < bytes.count else { throw fault("a string without an end") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(Unicode.Scalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]) {
                try word("\\u")
                units.append(try codeUnit())
            }
            guard let text = String(validating: units, as: UTF16.self) else { throw fault("half a surrogate pair") }
            return text
        default: throw fault("an unknown escape")
        }
    }

    private mutating func codeUnit() throws(JSONFault) -> UInt16 {
        guard position + 4 <= bytes.count else { throw fault("a string without an end") }
        var unit: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw fault("an unknown escape") }
            unit = unit << 4 | UInt16(digit)
        }
        position += 4
        return unit
    }
}

/// In quotation marks, with control characters escaped, and cut where a file is hostile.
func quoted(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(120))).debugDescription
}
