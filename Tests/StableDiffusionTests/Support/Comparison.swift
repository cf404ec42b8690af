import Checkpoints
import Tensors

/// Relative L2 distance: 0 for the same, about 1.4 for unrelated numbers.
func distance(_ found: [Float], _ expected: [Float]) -> Double {
    guard found.count == expected.count else { return .infinity }
    var difference = 0.0, size = 0.0
    for (a, b) in zip(found, expected) {
        difference += (Double(a) - Double(b)) * (Double(a) - Double(b))
        size += Double(b) * Double(b)
    }
    return (difference / size).squareRoot()
}

func distance<T: Tensor>(_ found: T, _ expected: HostArray) throws -> Double {
    guard found.shape == Shape(expected.shape) else { return .infinity }
    return distance(try found.values(), expected.floats())
}

extension Tensor {
    init(_ array: HostArray) {
        self.init(array.floats(), shape: Shape(array.shape))
    }
}

extension Weights {
    /// The weights at a path such as `down_blocks.0.resnets.1`.
    func at(_ path: String) -> Weights {
        path.split(separator: ".").reduce(self) { weights, part in
            Int(part).map { weights[$0] } ?? weights[dynamicMember: String(part)]
        }
    }
}
