/// A component's `config.json`: an object whose fields are read by type and range.
///
/// A field that isn't there has its default. Ranges bound what a hostile file can make the model allocate or compute, far above
/// what any real model needs.
struct ConfigurationFile {
    static let sizeLimit = 1 << 20

    let path: String
    private let fields: [String: JSONValue]

    init(path: String) throws(WeightError) {
        self.path = path
        fields = try JSONValue.members(ofFile: path, limit: Self.sizeLimit)
    }

    subscript(field: String) -> JSONValue? { fields[field] }

    func unsupported(_ field: String, _ supported: String) -> WeightError {
        .unsupported(path: path, field: field, found: fields[field]?.description ?? "absent", supported: supported)
    }

    func integer(_ field: String, default value: Int, in range: ClosedRange<Int>) throws(WeightError) -> Int {
        guard let found = fields[field] else { return value }
        guard let integer = found.integer, range.contains(integer) else {
            throw unsupported(field, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return integer
    }

    /// A list of at most 16; a single number stands for itself.
    func integers(_ field: String, default value: [Int], in range: ClosedRange<Int>) throws(WeightError) -> [Int] {
        guard let found = fields[field] else { return value }
        let list = found.array ?? [found], integers = list.compactMap(\.integer)
        guard (1...16).contains(list.count), integers.count == list.count, integers.allSatisfy(range.contains) else {
            throw unsupported(field, "a list of at most 16 numbers from \(range.lowerBound) to \(range.upperBound)")
        }
        return integers
    }

    /// `count` numbers; a single number stands for as many equal ones.
    func integers(
        _ field: String, default value: Int, in range: ClosedRange<Int>, count: Int
    ) throws(WeightError) -> [Int] {
        let integers = try integers(field, default: [value], in: range)
        if fields[field]?.array == nil { return Array(repeating: integers[0], count: count) }
        guard integers.count == count else { throw unsupported(field, "a number, or a list of \(count)") }
        return integers
    }

    func number(_ field: String, default value: Double, in range: ClosedRange<Double>) throws(WeightError) -> Double {
        guard let found = fields[field] else { return value }
        guard case .number(let number) = found, range.contains(number) else {
            throw unsupported(field, "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func flag(_ field: String, default value: Bool) throws(WeightError) -> Bool {
        guard let found = fields[field] else { return value }
        guard case .bool(let flag) = found else { throw unsupported(field, "true, false") }
        return flag
    }

    /// One of some words.
    func choice<Value>(_ field: String, default value: Value, _ values: [String: Value]) throws(WeightError) -> Value {
        guard let found = fields[field] else { return value }
        guard let choice = found.string.flatMap({ values[$0] }) else {
            throw unsupported(field, values.keys.sorted().map(quoted).joined(separator: ", "))
        }
        return choice
    }

    /// A list of words.
    func choices<Value>(
        _ field: String, default value: [Value], _ values: [String: Value]
    ) throws(WeightError) -> [Value] {
        guard let found = fields[field] else { return value }
        let choices = found.array?.compactMap { $0.string.flatMap { values[$0] } }
        guard let choices, choices.count == found.array?.count else {
            throw unsupported(field, "a list of " + values.keys.sorted().map(quoted).joined(separator: ", "))
        }
        return choices
    }

    /// A field that is only supported at its default: absent, or one of `values`.
    func require(_ field: String, _ values: JSONValue...) throws(WeightError) {
        guard let found = fields[field], !values.contains(found) else { return }
        throw unsupported(field, values.map(\.description).joined(separator: ", "))
    }
}
