/// Several numbers a pixel: colours, and how strongly they vary nearby.
package struct Features {
    package let channels: [Plane]

    package init(channels: [Plane]) { self.channels = channels }

    var width: Int { channels[0].width }
    var height: Int { channels[0].height }

    /// Blurred colours.
    static func colours(_ picture: [Plane], sigma: Float) -> Features {
        Features(channels: picture.map { $0.blurred(sigma) })
    }

    /// Blurred colours, and how strongly each channel varies nearby: what tells fur from grass of the same colour.
    static func coloursAndTexture(_ picture: [Plane], sigma: Float) -> Features {
        let variation = picture.map { channel in
            channel.combined(with: channel.blurred(1.5)) { abs($0 - $1) }.blurred(sigma + 1).map { $0.squareRoot() }
        }
        return Features(channels: colours(picture, sigma: sigma).channels + variation)
    }

    /// How unlike the surroundings each place is: the Mahalanobis distance from the distribution of the picture's outermost
    /// `share`, which is taken for surroundings.
    package func differenceFromMargin(_ share: Float = 0.07) -> Plane {
        let rows = max(2, Int(Float(height) * share)), columns = max(2, Int(Float(width) * share))
        var margin = Mask(width: width, height: height, true)
        for y in rows..<max(height - rows, rows) {
            for x in columns..<max(width - columns, columns) { margin.bits[y * width + x] = false }
        }
        guard let surroundings = NormalDistribution(of: self, where: margin) else {
            return Plane(width: width, height: height)
        }
        return surroundings.squareDistance(of: self).map { $0.squareRoot() }
    }

    /// Log odds that a place belongs to the lettering rather than to its surroundings, both normal distributions: begun
    /// from a map of differences, and improved `rounds` times.
    package func twoClasses(from difference: Plane, rounds: Int = 4) -> Plane {
        var score = difference, threshold = difference.otsuThreshold
        for _ in 0..<rounds {
            let lettering = score.above(threshold)
            let enough = 40, count = lettering.count
            guard min(count, lettering.bits.count - count) >= enough,
                let odds = logOdds(inside: lettering, outside: lettering.inverted)
            else { break }
            score = odds
            threshold = 0
        }
        return score
    }

    /// Log odds that a place is as those inside are, rather than as those outside; nil if there are hardly any.
    func logOdds(inside: Mask, outside: Mask) -> Plane? {
        guard let lettering = NormalDistribution(of: self, where: inside),
            let ground = NormalDistribution(of: self, where: outside)
        else { return nil }
        let (near, far) = (lettering.squareDistance(of: self), ground.squareDistance(of: self))
        let bias = ground.logDeterminant - lettering.logDeterminant
        return near.combined(with: far) { min(max(0.5 * ($1 - $0 + bias), -12), 12) }.blurred(1)
    }
}
