import Lettering
import Testing

struct LetteringTests {
    /// Columns and rows with ink: half of white or more.
    private func inkBox(_ picture: GreyPicture) -> (x: ClosedRange<Int>, y: ClosedRange<Int>)? {
        let places = picture.pixels.indices.filter { picture.pixels[$0] >= 128 }
        let columns = places.map { $0 % picture.width }
        guard let first = places.first, let last = places.last, let left = columns.min(), let right = columns.max()
        else { return nil }
        return (left...right, first / picture.width...last / picture.width)
    }

    @Test(arguments: [(512, 512), (768, 256), (200, 800), (64, 64)], ["PIZZA", "I", "jg", "Wide word", "."])
    func fillsTheFrameInItsMiddle(size: (Int, Int), text: String) throws {
        let (width, height) = size, margin = 0.06 * Double(min(width, height))
        let picture = try Lettering.draw(text, width: width, height: height)
        #expect(picture.width == width && picture.height == height && picture.pixels.count == width * height)
        let ink = try #require(inkBox(picture))
        let left = Double(ink.x.lowerBound), right = Double(width - 1 - ink.x.upperBound)
        let top = Double(ink.y.lowerBound), bottom = Double(height - 1 - ink.y.upperBound)
        #expect(min(left, right, top, bottom) >= margin - 1.5)
        #expect(abs(left - right) <= 3 && abs(top - bottom) <= 3)
        // One of both directions is used up, but for the full stop.
        if text != "." { #expect(min(left, top) <= margin + 3) }
    }

    @Test func isTheSameEveryTime() throws {
        let first = try Lettering.draw("Déjà vu", width: 300, height: 200)
        #expect(try Lettering.draw("Déjà vu", width: 300, height: 200) == first)
        #expect(try Lettering.draw("Déjà vû", width: 300, height: 200) != first)
    }

    @Test func growsWithTheFrame() throws {
        let small = try Lettering.draw("GOLD", width: 256, height: 256)
        let large = try Lettering.draw("GOLD", width: 512, height: 512)
        // Twice the size: each 2 x 2 pixels are on average the small one's.
        let differences = small.pixels.indices.map { place in
            let x = place % 256 * 2, y = place / 256 * 2
            let sum = [(0, 0), (1, 0), (0, 1), (1, 1)].reduce(0) { $0 + Int(large.pixels[(y + $1.1) * 512 + x + $1.0]) }
            return abs(sum / 4 - Int(small.pixels[place]))
        }
        #expect(differences.reduce(0, +) < 2 * differences.count)
    }

    @Test func polarityExchangesBlackAndWhite() throws {
        var options = LetteringOptions()
        let light = try Lettering.draw("GOLD", width: 128, height: 128, options)
        options.polarity = .darkOnLight
        let dark = try Lettering.draw("GOLD", width: 128, height: 128, options)
        #expect(light.pixels[0] == 0 && dark.pixels[0] == 255)
        #expect(zip(light.pixels, dark.pixels).allSatisfy { Int($0) + Int($1) == 255 })
        #expect(light.pixels.contains(255))
    }

    @Test func boldHasMoreInk() throws {
        var options = LetteringOptions()
        let bold = try Lettering.draw("III", width: 256, height: 256, options)
        options.weight = 400
        let regular = try Lettering.draw("III", width: 256, height: 256, options)
        func sum(_ picture: GreyPicture) -> Int { picture.pixels.reduce(0) { $0 + Int($1) } }
        #expect(sum(bold) > sum(regular))
    }

    @Test func marginsAreKept() throws {
        var options = LetteringOptions()
        options.margin = 0.25
        let ink = try #require(try inkBox(Lettering.draw("WORD", width: 400, height: 400, options)))
        #expect(ink.x.lowerBound >= 98 && ink.x.upperBound <= 301)
    }

    @Test(arguments: ["GRAND\nOPENING", "GRAND\r\nOPENING\n", " GRAND \n\n OPENING"])
    func linesAreTheWriters(text: String) throws {
        let picture = try Lettering.draw(text, width: 512, height: 512)
        #expect(picture == (try Lettering.draw("GRAND\nOPENING", width: 512, height: 512)))
        #expect(picture != (try Lettering.draw("GRAND OPENING", width: 512, height: 64)))
    }

    @Test func wordsAreSpreadWhereThatMakesThemLarger() throws {
        let long = "THE QUICK BROWN FOX JUMPS"
        let square = try Lettering.draw(long, width: 512, height: 512)
        let ink = try #require(inkBox(square))
        #expect(ink.y.count > 250)
        // In a banner they stay on one line.
        let words = ["GRAND OPENING", "GRAND\u{A0}OPENING"].map { try? Lettering.draw($0, width: 1024, height: 128) }
        #expect(words[0] != nil && words[0] == words[1])
    }

    /// DejaVu Sans has all of these; shaping and direction are Pango's.
    @Test(arguments: ["Ελληνικά", "Кириллица", "عربي", "ქართული", "Հայերեն", "ŁÓDŹ", "½ € ★"])
    func otherScriptsLeaveInk(text: String) throws {
        #expect(inkBox(try Lettering.draw(text, width: 256, height: 256)) != nil)
    }

    @Test func arabicIsShaped() throws {
        let joined = try Lettering.draw("بب", width: 256, height: 256)
        let apart = try Lettering.draw("ب\u{200C}ب", width: 256, height: 256)
        #expect(joined != apart)
    }

    @Test func manyThreadsMayDraw() async throws {
        let expected = try Lettering.draw("THREADS", width: 200, height: 100)
        try await withThrowingTaskGroup(of: GreyPicture.self) { group in
            for _ in 0..<16 { group.addTask { try Lettering.draw("THREADS", width: 200, height: 100) } }
            for try await picture in group { #expect(picture == expected) }
        }
    }

    @Test func familiesAreListed() throws {
        let families = try Lettering.families()
        #expect(families.contains("DejaVu Sans") && families == families.sorted())
    }
}
