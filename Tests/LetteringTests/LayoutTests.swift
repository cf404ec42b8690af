import Lettering
import Testing

/// What holds for every layout.
struct LayoutTests {
    typealias Layout = LetteringOptions.Layout

    static let texts = [
        "PIZZA", "jgy", "I", ".", "Grand Opening", "One\nlonger line\nX", "The quick brown fox jumps over the lazy dog",
        "عربي", "½ € ★", "Кириллица",
    ]

    @Test(arguments: Layout.allCases, texts)
    func inkStaysWithinTheMargins(layout: Layout, text: String) throws {
        for (width, height, outline) in [(128, 128, 0.0), (200, 80, 0.1), (72, 160, 0)] {
            let stencil = try drawn(text, width: width, height: height) {
                $0.layout = layout
                $0.outline = outline
                $0.margin = 0.1
            }
            let margin = Int((0.1 * Double(min(width, height))).rounded(.up))
            // An edge exactly on the margin may round to a hundredth of the pixel beside it.
            let ink = try #require(stencil.inkBox(least: 4))
            #expect(ink.left >= margin && ink.top >= margin, "\(ink)")
            #expect(ink.right <= width - margin && ink.bottom <= height - margin, "\(ink)")
            // In the middle, and as large as fits but for the full stop.
            #expect(abs(ink.left + ink.right - width) <= 3 && abs(ink.top + ink.bottom - height) <= 3, "\(ink)")
            if text != "." {
                #expect(ink.width >= width - 2 * margin - 2 || ink.height >= height - 2 * margin - 2, "\(ink)")
            }
        }
    }

    @Test(arguments: Layout.allCases, texts)
    func boxesOfLettersHoldTheInk(layout: Layout, text: String) throws {
        let stencil = try drawn(text, width: 160, height: 120) { $0.layout = layout }
        var isFree = stencil.grey.map { $0 > 0 }
        for letter in stencil.letters {
            #expect(letter.left < letter.right && letter.top < letter.bottom)
            var ink = 0
            for y in letter.top..<letter.bottom {
                for x in letter.left..<letter.right {
                    ink += Int(stencil.grey[y * stencil.width + x])
                    isFree[y * stencil.width + x] = false
                }
            }
            #expect(ink > 0, "\(letter)")
        }
        #expect(!isFree.contains(true))
        let said = stencil.letters.map(\.text).joined()
        #expect(said == text.filter { !$0.isWhitespace })
    }

    @Test(arguments: Layout.allCases)
    func isTheSameEveryTime(layout: Layout) throws {
        let change: (inout LetteringOptions) -> Void = {
            $0.layout = layout
            $0.outline = 0.05
        }
        #expect(try drawn("Déjà vu", change) == drawn("Déjà vu", change))
        #expect(try drawn("Déjà vu", change).svg == drawn("Déjà vu", change).svg)
    }

    @Test func layoutsDiffer() throws {
        let stencils = try Layout.allCases.map { layout in try drawn("GRAND OPENING") { $0.layout = layout } }
        #expect(Set(stencils).count == stencils.count)
    }

    @Test func anArcIsHighInItsMiddle() throws {
        let letters = try drawn("ARCHES", width: 256) { $0.layout = .arc }.letters
        #expect(letters[0].top > letters[2].top + 5 && letters[5].top > letters[3].top + 5)
        #expect(abs(letters[0].bottom - letters[5].bottom) < 12)
    }

    /// What a ring has to the left and right, above and below.
    @Test func aCircleCloses() throws {
        let stencil = try drawn("COFFEE ROASTERS SINCE", width: 200, height: 200) { $0.layout = .circle }
        let ink = try #require(stencil.inkBox())
        #expect(ink.width > 165 && ink.height > 165)
        // Its middle is free.
        for y in 70..<130 { #expect(stencil.grey[y * 200 + 70..<y * 200 + 130].allSatisfy { $0 == 0 }) }
        // Clockwise: the first letter is at the bottom's left, the last one at its right.
        let first = try #require(stencil.letters.first), last = try #require(stencil.letters.last)
        #expect(first.right <= 110 && first.top > 120 && last.left >= 90 && last.top > 120)
    }

    @Test func aWaveRisesAndFalls() throws {
        let letters = try drawn("HHHHHHHH", width: 256) { $0.layout = .wave }.letters
        let middles = letters.map { ($0.top + $0.bottom) / 2 }
        #expect(middles[1] < middles[0] && middles[1] < middles[4] && middles[6] > middles[4])
    }

    @Test func stackedLinesAreAllAsWide() throws {
        let letters = try drawn("THE SUMMER SALE", width: 200, height: 300) { $0.layout = .stacked }.letters
        let lines = [letters[0..<3], letters[3..<9], letters[9..<13]]
        for line in lines {
            #expect(abs(line.map(\.left).min() ?? 0) <= 14 && (line.map(\.right).max() ?? 0) >= 186, "\(line)")
        }
        let heights = lines.map { ($0.map(\.bottom).max() ?? 0) - ($0.map(\.top).min() ?? 0) }
        #expect(heights[0] > heights[2] && heights[2] > heights[1])
    }

    @Test func verticalLettersStandBelowEachOther() throws {
        let letters = try drawn("TALL", width: 128, height: 256) { $0.layout = .vertical }.letters
        for (above, below) in zip(letters, letters.dropFirst()) { #expect(above.bottom <= below.top) }
        // Upright: an L is higher than wide.
        #expect(letters[2].bottom - letters[2].top > letters[2].right - letters[2].left)
    }

    @Test func joinedScriptsAreTurnedAsAWhole() throws {
        let upright = try drawn("عربي", width: 200, height: 100),
            turned = try drawn("عربي", width: 100, height: 200) {
                $0.layout = .vertical
            }
        // A quarter clockwise: what is at (x, y) comes to (99 - y, x).
        let rotated = (0..<200).flatMap { y in (0..<100).map { x in upright.grey[(99 - x) * 200 + y] } }
        #expect(meanDifference(rotated, turned.grey) < 1.5)
    }

    @Test func columnsFollowTheirScript() throws {
        let latin = try drawn("AB\nCD") { $0.layout = .vertical }.letters
        #expect(latin[0].right <= latin[2].left)
        let arabic = try drawn("عربي\nعربي") { $0.layout = .vertical }.letters
        #expect(arabic[0].left > (try #require(arabic.last)).left)
    }
}
