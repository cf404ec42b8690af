import Readability
import TestSupport
import Testing

struct MaskTests {
    /// Set where a character isn't a full stop.
    static func mask(_ rows: String...) -> Mask {
        Mask(width: rows[0].count, height: rows.count, bits: rows.joined().map { $0 != "." })
    }

    @Test func componentsHangTogetherBySides() {
        let (labels, parts) = Self.mask("##..", "#..#", "..##").components()
        #expect(
            parts == [
                Component(area: 3, box: Box(x: 0..<2, y: 0..<2)), Component(area: 3, box: Box(x: 2..<4, y: 1..<3)),
            ])
        #expect(labels == [1, 1, 0, 0, 1, 0, 0, 2, 0, 0, 2, 2])
        #expect(Self.mask("#.", ".#").components().parts.count == 2)
        #expect(Self.mask("..", "..").components().parts.isEmpty)
    }

    @Test func distancesAreThoseOfEveryPixelToEveryOther() {
        var random = SplitMix64(seed: 7)
        let mask = Mask(
            width: 23, height: 17, bits: (0..<23 * 17).map { _ in Int.random(in: 0..<9, using: &random) > 0 })
        let distances = mask.distanceToUnset()
        for place in mask.bits.indices {
            let nearest = mask.bits.indices.filter { !mask.bits[$0] }.map { other in
                let (x, y) = (Float(place % 23 - other % 23), Float(place / 23 - other / 23))
                return (x * x + y * y).squareRoot()
            }.min()
            #expect(abs(distances.values[place] - (nearest ?? 0)) < 1e-4)
        }
        #expect(Mask(width: 3, height: 1, true).distanceToUnset().values.allSatisfy { $0 == .infinity })
        #expect(Mask(width: 1, height: 1).distanceToUnset().values == [0])
    }

    @Test func openingAndClosing() {
        let mask = Self.mask(".......", ".###.#.", ".###...", ".###...", ".......")
        #expect(mask.opened() == Self.mask(".......", "..#....", ".###...", "..#....", "......."))
        let gap = Self.mask(".......", ".##.##.", ".##.##.", ".##.##.", ".......")
        #expect(gap.closed().bits[2 * 7 + 3] && !gap.closed().bits[0])
        // Nothing is set beyond the frame.
        #expect(Mask(width: 3, height: 3, true).eroded() == Self.mask("...", ".#.", "..."))
        #expect(Self.mask("#..", "...", "...").dilated() == Self.mask("##.", "#..", "..."))
        #expect(Self.mask("..#").dilated() == Self.mask(".##"))
    }

    @Test func boundsAreTight() {
        #expect(Self.mask("....", ".#..", "..#.").bounds == Box(x: 1..<3, y: 1..<3))
        #expect(Mask(width: 4, height: 4).bounds == nil)
    }

    @Test func marksBelongToTheNearestLine() throws {
        var mask = Mask(width: 100, height: 100)
        func set(_ x: Range<Int>, _ y: Range<Int>) { for y in y { for x in x { mask.bits[y * 100 + x] = true } } }
        set(20..<40, 20..<40)
        set(50..<70, 20..<40)
        set(25..<30, 12..<17)  // above the first line
        set(20..<40, 60..<80)
        set(25..<30, 53..<57)  // above the second
        set(5..<10, 90..<95)  // far off
        let letters = try #require(mask.lettering(closing: 1)),
            marked = try #require(mask.lettering(closing: 1, keepsMarks: true))
        #expect(letters.lines == [20..<40, 60..<80])
        #expect(marked.linesWithMarks == [12..<40, 53..<80])
        #expect(marked.bounds == Box(x: 20..<70, y: 12..<80))
    }

    @Test func letteringIsWhatIsLargeAndOffTheFrame() throws {
        var mask = Mask(width: 100, height: 100)
        func set(_ x: Range<Int>, _ y: Range<Int>) { for y in y { for x in x { mask.bits[y * 100 + x] = true } } }
        set(20..<30, 30..<70)
        set(40..<50, 30..<70)
        set(70..<72, 50..<52)
        set(0..<100, 96..<100)
        #expect(try #require(mask.lettering(closing: 1)).bounds == Box(x: 20..<50, y: 30..<70))
        #expect(Mask(width: 50, height: 50).lettering(closing: 1) == nil)
    }

    @Test func linesAreRuledOff() {
        var mask = Mask(width: 40, height: 60)
        for y in Array(5..<20) + Array(30..<50) { for x in 5..<35 { mask.bits[y * 40 + x] = true } }
        #expect(mask.lines == [5..<20, 30..<50])
    }

    @Test(arguments: [-10, -6, 0, 6, 10])
    func slopesAreFound(degrees: Int) {
        var bar = Plane(width: 200, height: 100)
        for y in 40..<60 { for x in 20..<180 { bar.values[y * 200 + x] = 1 } }
        #expect(bar.turned(by: -degrees).above(0.5).slope == degrees)
    }
}
