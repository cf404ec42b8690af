import Readability
import TestSupport
import Testing

struct PlaneTests {
    @Test func otsuPartsTwoHeaps() {
        var random = SplitMix64(seed: 3)
        let values = (0..<2000).map { Float.random(in: 0...0.2, using: &random) + ($0 % 4 == 0 ? 0.7 : 0.1) }
        let threshold = Plane(width: 40, height: 50, values: values).otsuThreshold
        #expect(threshold >= 0.28 && threshold <= 0.72)
        // Two values are parted, whichever is rarer.
        for ones in [1, 50, 99] {
            let plane = Plane(width: 10, height: 10, values: (0..<100).map { $0 < ones ? 1 : 0 })
            #expect(plane.above(plane.otsuThreshold).count == ones)
        }
        #expect(Plane(width: 2, height: 2, 0.5).above(Plane(width: 2, height: 2, 0.5).otsuThreshold).count == 0)
    }

    @Test func blurKeepsTheSumAndIsGaussian() {
        var plane = Plane(width: 41, height: 41)
        plane.values[20 * 41 + 20] = 1
        let blurred = plane.blurred(2)
        #expect(abs(blurred.values.reduce(0, +) - 1) < 1e-4)
        // exp(-d² / 2σ²) at distances of 2 and, on the diagonal, of √8.
        let middle = blurred.values[20 * 41 + 20]
        #expect(abs(blurred.values[20 * 41 + 22] / middle - 0.6065) < 1e-3)
        #expect(abs(blurred.values[22 * 41 + 22] / middle - 0.3679) < 1e-3)
        #expect(Plane(width: 5, height: 3, 0.25).blurred(4).values.allSatisfy { abs($0 - 0.25) < 1e-5 })
    }

    @Test func reducingTakesMeans() {
        let plane = Plane(width: 4, height: 2, values: [0, 1, 2, 3, 4, 5, 6, 7])
        #expect(plane.resized(width: 2, height: 1).values == [2.5, 4.5])
        #expect(plane.resized(width: 1, height: 2).values == [1.5, 5.5])
        let third = plane.resized(width: 3, height: 2).values
        #expect(abs(third[0] - 0.25) < 1e-5 && abs(third[1] - 1.5) < 1e-5 && abs(third[2] - 2.75) < 1e-5)
    }

    @Test func quantilesAndStretching() {
        let plane = Plane(width: 1000, height: 1, values: (0..<1000).map { Float($0) })
        #expect(abs(plane.quantile(0.25) - 250) < 4 && abs(plane.quantile(0.97) - 970) < 4)
        #expect(plane.stretched.values[10] == 0 && plane.stretched.values[990] == 1)
        #expect(abs(plane.stretched.values[500] - 0.5) < 0.01)
    }
}
