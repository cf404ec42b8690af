import Readability
import TestSupport
import Testing

struct FeaturesTests {
    /// Two channels with noise that is strong in the first and weak in the second; a box amid them differs by the same amount
    /// in one of them.
    private func features(differingIn channel: Int) -> Features {
        var random = SplitMix64(seed: 5)
        let planes = [Float(0.2), 0.02].enumerated().map { index, noise in
            Plane(
                width: 80, height: 80,
                values: (0..<6400).map { place in
                    let isInside = (30..<50).contains(place % 80) && (30..<50).contains(place / 80)
                    return Float.random(in: -noise...noise, using: &random) + (isInside && index == channel ? 0.2 : 0)
                })
        }
        return Features(channels: planes)
    }

    private func means(_ plane: Plane) -> (inside: Float, outside: Float) {
        let inside = plane.values.indices.filter { (30..<50).contains($0 % 80) && (30..<50).contains($0 / 80) }
        let sum = inside.reduce(Float(0)) { $0 + plane.values[$1] }
        return (sum / 400, (plane.values.reduce(0, +) - sum) / 6000)
    }

    @Test func differencesCountByHowMuchTheSurroundingsVary() {
        let (faint, _) = means(features(differingIn: 0).differenceFromMargin())
        let (clear, ground) = means(features(differingIn: 1).differenceFromMargin())
        #expect(clear > 2 * faint && clear > 4 * ground)
        // Mahalanobis: of noise of two independent channels the square has a mean of 2, its root about 1.2.
        #expect(ground > 1 && ground < 1.4)
    }

    @Test func twoClassesAreTold() {
        let features = features(differingIn: 1)
        let odds = means(features.twoClasses(from: features.differenceFromMargin()))
        #expect(odds.inside > 4 && odds.outside < -4)
    }

    @Test func oneColourIsNoSingularCase() {
        let features = Features(channels: Array(repeating: Plane(width: 40, height: 40, 0.3), count: 6))
        let difference = features.differenceFromMargin()
        #expect(difference.values.allSatisfy { $0.isFinite && $0 < 1e-3 })
        #expect(features.twoClasses(from: difference).values.allSatisfy { $0.isFinite })
    }

    @Test func mainColoursAreApart() {
        // Four quarters of a colour each, with noise.
        var random = SplitMix64(seed: 9)
        let quarters: [(Float, Float)] = [(0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)]
        func plane(_ colour: (Int) -> Float) -> Plane {
            Plane(
                width: 40, height: 40,
                values: (0..<1600).map { place in
                    colour(place % 40 / 20 + place / 40 / 20 * 2) + Float.random(in: -0.05...0.05, using: &random)
                })
        }
        let colours = MainColours(of: Features(channels: [plane { quarters[$0].0 }, plane { quarters[$0].1 }]))
        let boxes = (0..<4).map { colours.mask(of: $0) }
        #expect(boxes.allSatisfy { $0.count == 400 && $0.bounds?.width == 20 && $0.bounds?.height == 20 })
    }
}
