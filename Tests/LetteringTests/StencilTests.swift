import Lettering
import Testing

struct StencilTests {
    private func draw(
        _ text: String, width: Int, height: Int, _ change: (inout LetteringOptions) -> Void = { _ in }
    ) throws -> Stencil {
        var options = LetteringOptions(width: width, height: height)
        change(&options)
        return try Stencil(lettering: text, options)
    }

    /// Columns and rows with ink: half of white or more.
    private func inkBox(of stencil: Stencil) -> (x: ClosedRange<Int>, y: ClosedRange<Int>)? {
        let places = stencil.grey.indices.filter { stencil.grey[$0] >= 128 }
        let columns = places.map { $0 % stencil.width }
        guard let first = places.first, let last = places.last, let left = columns.min(), let right = columns.max()
        else { return nil }
        return (left...right, first / stencil.width...last / stencil.width)
    }

    @Test(arguments: [(512, 512), (768, 256), (200, 800), (64, 64)], ["PIZZA", "I", "jg", "Wide word", "."])
    func fillsTheFrameInItsMiddle(size: (Int, Int), text: String) throws {
        let (width, height) = size, margin = Int((0.0625 * Double(min(width, height))).rounded(.up))
        let stencil = try draw(text, width: width, height: height)
        #expect(stencil.width == width && stencil.height == height && stencil.grey.count == width * height)
        let ink = try #require(inkBox(of: stencil))
        let left = ink.x.lowerBound, right = width - 1 - ink.x.upperBound
        let top = ink.y.lowerBound, bottom = height - 1 - ink.y.upperBound
        #expect(min(left, right, top, bottom) >= margin)
        #expect(abs(left - right) <= 3 && abs(top - bottom) <= 3)
        // One of both directions is used up, but for the full stop.
        if text != "." { #expect(min(left, top) <= margin + 2) }
    }

    @Test func isTheSameEveryTime() throws {
        let first = try draw("Déjà vu", width: 300, height: 200)
        #expect(try draw("Déjà vu", width: 300, height: 200) == first)
        #expect(try draw("Déjà vû", width: 300, height: 200) != first)
    }

    @Test func growsWithTheFrame() throws {
        let small = try draw("GOLD", width: 256, height: 256), large = try draw("GOLD", width: 512, height: 512)
        // Each 2 x 2 pixels of the large one are on average the small one's.
        let differences = small.grey.indices.map { place in
            let x = place % 256 * 2, y = place / 256 * 2
            let sum = [(0, 0), (1, 0), (0, 1), (1, 1)].reduce(0) { $0 + Int(large.grey[(y + $1.1) * 512 + x + $1.0]) }
            return abs(sum / 4 - Int(small.grey[place]))
        }
        #expect(differences.reduce(0, +) < 2 * differences.count)
    }

    @Test func polarityExchangesBlackAndWhite() throws {
        let light = try draw("GOLD", width: 128, height: 128)
        let dark = try draw("GOLD", width: 128, height: 128) { $0.polarity = .darkOnLight }
        #expect(light.grey[0] == 0 && dark.grey[0] == 255 && light.grey.contains(255))
        #expect(zip(light.grey, dark.grey).allSatisfy { Int($0) + Int($1) == 255 })
        #expect(light.rgb.count == 3 * light.grey.count)
    }

    @Test func boldHasMoreInk() throws {
        func sum(_ weight: Int) throws -> Int {
            try draw("III", width: 256, height: 256) { $0.weight = weight }.grey.reduce(0) { $0 + Int($1) }
        }
        #expect(try sum(700) > sum(400))
    }

    @Test func marginsAreKept() throws {
        let stencil = try draw("WORD", width: 400, height: 400) { $0.margin = 0.25 }
        let ink = try #require(inkBox(of: stencil))
        #expect(ink.x.lowerBound >= 100 && ink.x.upperBound <= 299 && ink.x.count > 195)
    }

    @Test(arguments: ["GRAND\nOPENING", "GRAND\r\nOPENING\n", " GRAND \n\n OPENING"])
    func linesAreTheWriters(text: String) throws {
        #expect(try draw(text, width: 512, height: 512) == draw("GRAND\nOPENING", width: 512, height: 512))
        #expect(try draw(text, width: 512, height: 512) != draw("GRANDOPENING", width: 512, height: 512))
    }

    @Test func linesDoNotTouch() throws {
        let stencil = try draw("gypsy\nÄÖÜ", width: 256, height: 256)
        let rows = (0..<256).map { y in stencil.grey[y * 256..<(y + 1) * 256].contains { $0 > 0 } }
        let ink = try #require(inkBox(of: stencil))
        #expect(rows[ink.y].contains(false))
    }

    @Test func wordsAreSpreadWhereThatMakesThemLarger() throws {
        let square = try draw("THE QUICK BROWN FOX JUMPS", width: 512, height: 512)
        #expect(try #require(inkBox(of: square)).y.count > 150)
        // In a banner they stay on one line.
        let banner = try draw("GRAND OPENING", width: 1024, height: 128)
        let rows = try #require(inkBox(of: banner)).y
        #expect(rows.allSatisfy { y in banner.grey[y * 1024..<(y + 1) * 1024].contains { $0 > 0 } })
    }

    /// DejaVu Sans has all of these; shaping and direction are Pango's.
    @Test(arguments: ["Ελληνικά", "Кириллица", "عربي", "ქართული", "Հայերեն", "ŁÓDŹ", "½ € ★"])
    func otherScriptsLeaveInk(text: String) throws {
        #expect(inkBox(of: try draw(text, width: 256, height: 256)) != nil)
    }

    @Test func arabicIsJoined() throws {
        #expect(try draw("بب", width: 256, height: 256) != draw("ب\u{200C}ب", width: 256, height: 256))
    }

    @Test func manyThreadsMayDraw() async throws {
        let expected = try draw("THREADS", width: 200, height: 100)
        try await withThrowingTaskGroup(of: Stencil.self) { group in
            for _ in 0..<16 { group.addTask { try draw("THREADS", width: 200, height: 100) } }
            for try await stencil in group { #expect(stencil == expected) }
        }
    }
}
