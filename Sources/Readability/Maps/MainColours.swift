/// A picture's main colours, and where each is.
package struct MainColours {
    /// Of each pixel, the number of its colour.
    let labels: [UInt8]
    let count: Int
    let width: Int
    let height: Int

    /// By k-means, of at most `count` colours; the first are chosen far from each other, so nothing is left to chance.
    package init(of features: Features, count: Int = 4, rounds: Int = 8) {
        let channels = features.channels.map(\.values), places = channels[0].count
        func squareDistance(_ place: Int, _ colour: [Float]) -> Float {
            var sum: Float = 0
            for (channel, value) in zip(channels, colour) { sum += (channel[place] - value) * (channel[place] - value) }
            return sum
        }
        func colour(_ place: Int) -> [Float] { channels.map { $0[place] } }

        // A sample tells the colours as well as all pixels do.
        let sample = Array(stride(from: 0, to: places, by: max(places / 4096, 1)))
        var colours = [channels.map { channel in sample.reduce(Float(0)) { $0 + channel[$1] } / Float(sample.count) }]
        while colours.count < count {
            let farthest = sample.max { a, b in
                (colours.map { squareDistance(a, $0) }.min() ?? 0) < (colours.map { squareDistance(b, $0) }.min() ?? 0)
            }
            colours.append(colour(farthest ?? 0))
        }
        func nearest(_ place: Int) -> Int {
            var best = 0, least = Float.infinity
            for (index, colour) in colours.enumerated() {
                let distance = squareDistance(place, colour)
                if distance < least { (best, least) = (index, distance) }
            }
            return best
        }
        for _ in 0..<rounds {
            var sums = Array(repeating: Array(repeating: Float(0), count: channels.count), count: count)
            var counts = Array(repeating: Float(0), count: count)
            for place in sample {
                let index = nearest(place)
                counts[index] += 1
                for (channel, values) in channels.enumerated() { sums[index][channel] += values[place] }
            }
            for index in 0..<count where counts[index] > 0 { colours[index] = sums[index].map { $0 / counts[index] } }
        }
        labels = (0..<places).map { UInt8(nearest($0)) }
        (self.count, width, height) = (count, features.width, features.height)
    }

    package func mask(of colour: Int) -> Mask {
        Mask(width: width, height: height, bits: labels.map { Int($0) == colour })
    }
}
