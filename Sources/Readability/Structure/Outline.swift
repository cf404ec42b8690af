/// A stencil's outline: for places along it, one just inside and one just outside.
struct Outline {
    private let within: Plane
    private let beyond: Plane
    private let step: Float

    /// - Parameters:
    ///   - within: distance to the ground, in the ink. `beyond`: distance to the ink, on the ground.
    ///   - step: how far inside and outside lies what is compared, in pixels.
    init(within: Plane, beyond: Plane, step: Float) {
        self.within = within
        self.beyond = beyond
        self.step = step
    }

    /// Pairs of places along a letter.
    func points(of label: Int32, in labels: [Int32], frame: Box) -> [(inside: Int, outside: Int)] {
        let width = within.width, height = within.height
        func depth(_ x: Int, _ y: Int) -> Float { within.values[y * width + x] - beyond.values[y * width + x] }
        var points: [(inside: Int, outside: Int)] = []
        for y in max(frame.y.lowerBound, 1)..<max(min(frame.y.upperBound, height - 1), 1) {
            for x in max(frame.x.lowerBound, 1)..<max(min(frame.x.upperBound, width - 1), 1) {
                let place = y * width + x
                guard labels[place] == label, within.values[place] <= 1 else { continue }
                let (across, down) = (depth(x + 1, y) - depth(x - 1, y), depth(x, y + 1) - depth(x, y - 1))
                let length = (across * across + down * down).squareRoot()
                guard length > 0.1, length.isFinite else { continue }
                func moved(_ distance: Float) -> Int {
                    let column = Int((Float(x) + distance * across / length).rounded())
                    let row = Int((Float(y) + distance * down / length).rounded())
                    return min(max(row, 0), height - 1) * width + min(max(column, 0), width - 1)
                }
                let inner = moved(step), outer = moved(-step)
                // Across a thin stroke, or into the next one, there is nothing to compare.
                if within.values[inner] > 0, beyond.values[outer] > 0 { points.append((inner, outer)) }
            }
        }
        return points
    }

    /// The share of the places at which the inside is the higher; ties count half. 0.5 if there are none.
    static func visibleShare(_ points: [(inside: Int, outside: Int)], _ levels: [UInt8]) -> Double {
        guard !points.isEmpty else { return 0.5 }
        let sum = points.reduce(0.0) { sum, pair in
            let (inner, outer) = (levels[pair.inside], levels[pair.outside])
            return sum + (inner > outer ? 1 : inner == outer ? 0.5 : 0)
        }
        return sum / Double(points.count)
    }
}
