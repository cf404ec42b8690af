/// One number a pixel in which lettering may be told from ground.
struct Projection {
    /// Scaled to 0...255, the lettering high.
    let levels: [UInt8]

    /// - Parameters:
    ///   - inside: surely lettering. `outside`: surely ground, near to it.
    init(_ plane: Plane, inside: Mask, outside: Mask) {
        let low = plane.quantile(0.005), span = max(plane.quantile(0.995) - low, 1e-6)
        let levels = plane.values.map { UInt8(min(max(255 * ($0 - low) / span, 0), 255)) }
        var counts = LevelCounts()
        for place in levels.indices {
            if inside.bits[place] { counts.add(levels[place], isInside: true) }
            if outside.bits[place] { counts.add(levels[place], isInside: false) }
        }
        self.levels = counts.separation < 0.5 ? levels.map { 255 - $0 } : levels
    }

    /// What a picture is looked at in: brightness, two opponent colours, saturation, texture, the direction that tells both
    /// apart best (Fisher 1936) and the difference from the ground.
    static func all(of picture: [Plane], sigma: Float, inside: Mask, outside: Mask) -> [Projection] {
        let features = Features.coloursAndTexture(picture, sigma: sigma), channels = features.channels
        func mix(_ weights: [Float]) -> Plane {
            var result = Plane(width: features.width, height: features.height)
            for (weight, channel) in zip(weights, channels) where weight != 0 {
                for place in result.values.indices { result.values[place] += weight * channel.values[place] }
            }
            return result
        }
        var planes = [
            mix([0.3, 0.6, 0.1]), mix([1, -1, 0]), mix([0.5, 0.5, -1]), mix([0, 0, 0, 1, 1, 1]),
        ]
        var saturation = channels[0]
        for place in saturation.values.indices {
            let (red, green, blue) = (channels[0].values[place], channels[1].values[place], channels[2].values[place])
            saturation.values[place] = max(red, green, blue) - min(red, green, blue)
        }
        planes.append(saturation)
        if let lettering = NormalDistribution(of: features, where: inside),
            let ground = NormalDistribution(of: features, where: outside)
        {
            planes.append(mix(lettering.discriminant(from: ground)))
            planes.append(ground.squareDistance(of: features).map { $0.squareRoot() })
        }
        return planes.map { Projection($0, inside: inside, outside: outside) }
    }
}

/// How often each level occurs inside and outside.
struct LevelCounts {
    private var inside = Array(repeating: 0, count: 256)
    private var outside = Array(repeating: 0, count: 256)

    mutating func add(_ level: UInt8, isInside: Bool) {
        if isInside { inside[Int(level)] += 1 } else { outside[Int(level)] += 1 }
    }

    /// The chance that a pixel inside is above one outside, a tie counting half: 1 if all are, 0.5 if both are alike (the
    /// area under the ROC curve). 0.5 if either has none.
    var separation: Double {
        var below = 0.0, wins = 0.0
        for level in 0..<256 {
            wins += Double(inside[level]) * (below + Double(outside[level]) / 2)
            below += Double(outside[level])
        }
        let total = Double(inside.reduce(0, +)) * below
        return total > 0 ? wins / total : 0.5
    }
}
