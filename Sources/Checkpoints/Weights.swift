public import Tensors

/// A view of a checkpoint at a path. A property path is a checkpoint's key: `w.down_blocks[0].resnets[1].conv1` stands at
/// `down_blocks.0.resnets.1.conv1`.
///
/// Keys are canonical, those that today's diffusers and transformers save; ``KeySpelling`` has read the others.
@dynamicMemberLookup
public struct Weights: Sendable {
    /// Empty at the root.
    public let path: String
    private let source: Source

    private enum Source {
        case checkpoint(Checkpoint)
        case declared(DataType)
        case random(RandomWeights)
    }

    init(_ checkpoint: Checkpoint) {
        self.init(path: "", source: .checkpoint(checkpoint))
    }

    private init(path: String, source: Source) {
        self.path = path
        self.source = source
    }

    /// Weights that have any shape that they are asked for and no values: for counting what a model costs.
    public static func declared(dataType: DataType) -> Weights {
        Weights(path: "", source: .declared(dataType))
    }

    /// Weights that have any shape that they are asked for, and made up values in bf16, always the same for a key of a
    /// component: for measuring how fast a model is.
    public static func random(_ component: Component) -> Weights {
        Weights(path: "", source: .random(RandomWeights(component: component)))
    }

    public subscript(dynamicMember name: String) -> Weights { Weights(path: key(name), source: source) }
    public subscript(index: Int) -> Weights { Weights(path: key(String(index)), source: source) }

    /// The array at `path.name`, which counts as consumed.
    ///
    /// `shape` is torch's. A 1 x 1 convolution may be stored as a matrix and a matrix as a 1 x 1 convolution.
    /// Throws if the key is missing, the shape another, the data type none of ``DataType``, or the file gone short.
    public func array(_ name: String, _ shape: [Int]) throws(WeightError) -> HostArray {
        switch source {
        case .declared(let dataType): return HostArray(declared: shape, dataType: dataType)
        case .random(let random): return random.array(key(name), shape)
        case .checkpoint(let checkpoint):
            guard let array = try checkpoint.array(key(name), shape) else {
                throw .missingKey(path: checkpoint.path, key: key(name), expected: shape)
            }
            return array
        }
    }

    /// The same, but nil if there is no such key.
    public func optionalArray(_ name: String, _ shape: [Int]) throws(WeightError) -> HostArray? {
        switch source {
        case .declared(let dataType): HostArray(declared: shape, dataType: dataType)
        case .random(let random): random.array(key(name), shape)
        case .checkpoint(let checkpoint): try checkpoint.array(key(name), shape)
        }
    }

    private func key(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
}
