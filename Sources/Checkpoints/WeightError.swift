/// What can be wrong with a model's files.
public enum WeightError: Error, Sendable, Hashable {
    /// A file or folder that isn't there, may not be read, or is of the wrong kind.
    case unreadable(path: String, reason: String)
    /// A file that isn't what its name says.
    case malformed(path: String, fault: String)
    /// A component's folder without weights that can be read; `found` are others that are in it.
    case noWeights(folder: String, expected: [String], found: [String])
    /// A place that isn't a model in diffusers' layout; `found` are single-file checkpoints.
    case notModelFolder(path: String, found: [String])
    /// A configuration's field whose value would change the numbers and isn't supported, or makes no sense.
    case unsupported(path: String, field: String, found: String, supported: String)
    /// `expected`: the shape that was asked for, if any was.
    case missingKey(path: String, key: String, expected: [Int]?)
    case wrongShape(path: String, key: String, expected: [Int], found: [Int])
    case wrongDataType(path: String, key: String, found: String)
    /// Two spellings of one weight in one checkpoint.
    case sameWeight(path: String, keys: [String])
    /// Keys that the model didn't ask for, and keys that it asked for more than once: at most ten of each, and how many.
    case leftOver(path: String, unused: [String], unusedCount: Int, repeated: [String], repeatedCount: Int)
    /// The model has no such part.
    case noComponent(Component, path: String)
    /// A file that is shorter than when it was opened.
    case shrunk(path: String, expected: Int, found: Int)
    case unwritable(path: String, reason: String)
}

extension WeightError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): return "\(path): can't be read: \(reason)"
        case .malformed(let path, let fault):
            return "\(path): damaged, or not the kind of file that its name says: \(fault)"
        case .noWeights(let folder, let expected, let found):
            let others = found.isEmpty ? "" : " There is \(list(found)); \(Self.conversion)"
            return "\(folder): no weights: none of \(list(expected)) is there.\(others)"
        case .notModelFolder(let path, let found):
            let others = found.isEmpty ? "" : " There is \(list(found)); \(Self.conversion)"
            return "\(path): not a model in diffusers' folder layout: no model_index.json.\(others)"
        case .unsupported(let path, let field, let found, let supported):
            return "\(path): \(field) is \(found); supported: \(supported)"
        case .missingKey(let path, let key, let expected):
            return "\(path): no tensor \(quoted(key))" + (expected.map { " (\($0) was expected)" } ?? "")
        case .wrongShape(let path, let key, let expected, let found):
            return "\(path): the tensor \(quoted(key)) has the shape \(found); the configuration asks for \(expected)"
        case .wrongDataType(let path, let key, let found):
            return "\(path): the tensor \(quoted(key)) is stored as \(found); F32, F16 and BF16 can be read"
        case .sameWeight(let path, let keys): return "\(path): \(list(keys)) are spellings of one weight"
        case .leftOver(let path, let unused, let unusedCount, let repeated, let repeatedCount):
            let parts = [
                Self.sentence("the model has no place for", unused, unusedCount),
                Self.sentence("the model read more than once", repeated, repeatedCount),
            ]
            let fault = parts.compactMap(\.self).joined(separator: "; ")
            return "\(path): \(fault). Weights and config.json don't belong together"
        case .noComponent(let component, let path): return "\(path): the model has no \(component.rawValue)"
        case .shrunk(let path, let expected, let found):
            return "\(path): has become shorter while it was read: \(found) bytes, \(expected) are needed"
        case .unwritable(let path, let reason): return "\(path): can't be written: \(reason)"
        }
    }

    private static let conversion =
        "convert it with the Python library diffusers: load it by from_pretrained, or by from_single_file, and write it by "
        + "save_pretrained(folder)"

    private static func sentence(_ verb: String, _ keys: [String], _ count: Int) -> String? {
        if count == 0 { return nil }
        let rest = count > keys.count ? " and \(count - keys.count) more" : ""
        let noun = count == 1 ? "tensor" : "tensors"
        return "\(verb) \(count) \(noun): \(keys.map(quoted).joined(separator: ", "))\(rest)"
    }
}

private func list(_ names: [String]) -> String {
    names.prefix(10).map(quoted).joined(separator: ", ") + (names.count > 10 ? " and \(names.count - 10) more" : "")
}
