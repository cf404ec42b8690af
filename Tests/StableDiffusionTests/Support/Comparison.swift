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

/// For each entry of the batch the distance of all outputs taken as one vector, as the goldens' `bf16_errors` have it.
func entryDistances(_ outputs: [(found: [Float], expected: HostArray)]) -> [Double] {
    let batch = outputs[0].expected.shape[0]
    return (0..<batch).map { entry in
        let pairs = outputs.map { found, expected in
            let count = expected.count / batch, range = entry * count..<(entry + 1) * count
            return (Array(found[range]), Array(expected.floats()[range]))
        }
        return distance(pairs.flatMap(\.0), pairs.flatMap(\.1))
    }
}

func rootMeanSquare(_ values: [Double]) -> Double {
    (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
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
