extension Mask {
    /// The distance of each pixel that is set to the nearest that is not, in pixels; 0 for those not set. Beyond the frame
    /// lies nothing, so a mask that is set everywhere is infinitely far.
    ///
    /// Exact, in two passes of lower envelopes of parabolas (Felzenszwalb and Huttenlocher, Distance Transforms of Sampled
    /// Functions, 2012).
    package func distanceToUnset() -> Plane {
        let far = Float(1e12)
        var squares = bits.map { $0 ? far : 0 }
        let longest = max(width, height)
        var line = Array(repeating: Float(0), count: longest)
        var envelope = Envelope(capacity: longest)
        for x in 0..<width {
            for y in 0..<height { line[y] = squares[y * width + x] }
            envelope.transform(&line, count: height)
            for y in 0..<height { squares[y * width + x] = line[y] }
        }
        for y in 0..<height {
            for x in 0..<width { line[x] = squares[y * width + x] }
            envelope.transform(&line, count: width)
            for x in 0..<width { squares[y * width + x] = line[x] }
        }
        return Plane(
            width: width, height: height, values: squares.map { $0 >= far / 2 ? .infinity : $0.squareRoot() })
    }
}

/// The lower envelope of parabolas, one rooted at each place of a line.
private struct Envelope {
    private var roots: [Int]
    private var starts: [Float]
    private var results: [Float]

    init(capacity: Int) {
        roots = Array(repeating: 0, count: capacity)
        starts = Array(repeating: 0, count: capacity + 1)
        results = Array(repeating: 0, count: capacity)
    }

    /// d(p) = min over q of (p - q)² + f(q), for the first `count` places.
    mutating func transform(_ line: inout [Float], count: Int) {
        var last = 0
        roots[0] = 0
        starts[0] = -.infinity
        starts[1] = .infinity
        for place in 1..<max(count, 1) where count > 1 {
            var meeting = crossing(line, place, roots[last])
            while meeting <= starts[last] {
                last -= 1
                meeting = crossing(line, place, roots[last])
            }
            last += 1
            roots[last] = place
            starts[last] = meeting
            starts[last + 1] = .infinity
        }
        var current = 0
        for place in 0..<count {
            while starts[current + 1] < Float(place) { current += 1 }
            let offset = Float(place - roots[current])
            results[place] = offset * offset + line[roots[current]]
        }
        for place in 0..<count { line[place] = results[place] }
    }

    private func crossing(_ line: [Float], _ later: Int, _ earlier: Int) -> Float {
        // In Double: the squares of far places would swallow those of near ones.
        let rise = Double(line[later]) - Double(line[earlier]) + Double(later * later - earlier * earlier)
        return Float(rise / Double(2 * (later - earlier)))
    }
}
