internal import Domain
internal import Foundation

/// Reads parameters one by one, and collects what is wrong with them and what the client should know.
struct ParameterReader {
    private let values: [Parameter: SentValue]
    private let file: [UInt8]?
    private(set) var faults: [APIError.Fault] = []
    var warnings: [String] = []

    init(_ body: SentBody) {
        var values: [Parameter: SentValue] = [:], warnings: [String] = []
        // The published spelling comes before an alias.
        for (name, value) in body.values.sorted(by: { $0.key < $1.key }) where value != .null {
            if let known = Parameter(sent: name) {
                if values[known] == nil || known.rawValue == name { values[known] = value }
            } else {
                let hint = Parameter.nearest(to: name).map { ": did you mean \($0.rawValue)?" } ?? ""
                warnings.append("unknown parameter \(name.prefix(48)) ignored\(hint)")
            }
        }
        for name in body.files.keys.sorted() where name != Parameter.image.rawValue {
            warnings.append("unknown file \(name.prefix(48)) ignored: did you mean image?")
        }
        self.values = values
        self.warnings = warnings
        file = body.files[Parameter.image.rawValue]
    }

    func has(_ name: Parameter) -> Bool { values[name] != nil }

    mutating func fault(_ name: Parameter, found: String, allowed: String) {
        faults.append(.init(field: name.rawValue, value: found, allowed: allowed))
    }

    mutating func text(_ name: Parameter, allowed: String = "text") -> String? {
        read(name, \.asText, allowed: allowed)
    }

    mutating func bool(_ name: Parameter) -> Bool? { read(name, \.asBool, allowed: "true or false") }

    mutating func wholeNumber(_ name: Parameter, allowed: String) -> Int64? {
        read(name, \.asInteger, allowed: allowed)
    }

    mutating func integer(_ name: Parameter, _ value: inout Int, _ range: ClosedRange<Int>) {
        let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        if let sent = wholeNumber(name, allowed: allowed) { value = Int(clamping: sent) }
    }

    mutating func number(_ name: Parameter, _ value: inout Double) {
        if let sent = read(name, \.asNumber, allowed: "a number") { value = sent }
    }

    /// One of a few words.
    mutating func choice<Choice: CaseIterable & RawRepresentable>(_ name: Parameter) -> Choice?
    where Choice.RawValue == String {
        let words = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
        return read(name, { $0.asText.flatMap { Choice(rawValue: $0.trimmed) } }, allowed: words)
    }

    /// A list, of at least one and at most `limit` members.
    mutating func list<Value>(
        _ name: Parameter, limit: Int, allowed: String, _ value: (SentValue) -> Value?
    ) -> [Value]? {
        read(
            name,
            { sent in
                guard let members = sent.asList, (1...limit).contains(members.count) else { return nil }
                let values = members.compactMap(value)
                return values.count == members.count ? values : nil
            }, allowed: "a list of 1 to \(limit), each \(allowed)")
    }

    mutating func format() -> OutputFormat? {
        read(.outputFormat, { $0.asText.flatMap(OutputFormat.init(sent:)) }, allowed: "\"jpeg\", \"png\" or \"webp\"")
    }

    /// Whether a control picture was sent, as a value or as a file.
    var hasImage: Bool { file != nil || has(.image) }

    mutating func image() -> SentImage? {
        if let file { return .bytes(file) }
        let allowed = "a picture: an http or https URL, a data URI, base64, or a file of the form"
        return read(.image, { $0.asText.flatMap(SentImage.init(text:)) }, allowed: allowed)
    }

    /// The parameters for the history: known ones under their published names, the image left out.
    func inputs() throws -> String {
        let named = values.filter { $0.key != .image }.map { ($0.key.rawValue, $0.value) }
        return try JSONAnswer.text(Dictionary(named) { first, _ in first })
    }

    mutating func read<Value>(_ name: Parameter, allowed: String, _ value: (SentValue) -> Value?) -> Value? {
        read(name, value, allowed: allowed)
    }

    private mutating func read<Value>(
        _ name: Parameter, _ value: (SentValue) -> Value?, allowed: String
    ) -> Value? {
        guard let sent = values[name] else { return nil }
        let result = value(sent)
        if result == nil { fault(name, found: sent.shown, allowed: allowed) }
        return result
    }
}

extension OutputFormat {
    /// Also as `jpg`.
    init?(sent text: String) {
        let word = text.trimmed.lowercased()
        self.init(rawValue: word == "jpg" ? "jpeg" : word)
    }
}
