/// What can be wrong with a model's files.
public enum WeightError: Error, Sendable, Hashable {
    /// A file or folder that isn't there, may not be read, or is of the wrong kind.
    case unreadable(path: String, reason: String)
    /// A file that isn't what its name says.
    case malformed(path: String, fault: String)
    /// A folder without weights that can be read; `found` are other weights in it.
    case noWeights(folder: String, expected: [String], found: [String])
    /// A folder (or file) that isn't a model in diffusers' layout; `found` are single-file checkpoints.
    case notModelFolder(path: String, found: [String])
    /// A configuration's field whose value would change the numbers and isn't supported, or makes no sense.
    case unsupported(path: String, field: String, found: String, supported: String)
    case missingKey(path: String, key: String, expected: [Int])
    case wrongShape(path: String, key: String, expected: [Int], found: [Int])
    case wrongDataType(path: String, key: String, found: String)
    /// Two spellings of one weight.
    case sameWeight(path: String, keys: [String])
    /// Keys that the model didn't ask for, or asked for twice. Each list has at most ten; the counts are of all.
    case leftOver(path: String, unused: [String], unusedCount: Int, repeated: [String], repeatedCount: Int)
    /// The model has no such part.
    case noComponent(Component, path: String)
    /// A file that is shorter than when it was opened.
    case shrunk(path: String, expected: Int, found: Int)
    case unwritable(path: String, reason: String)
}
