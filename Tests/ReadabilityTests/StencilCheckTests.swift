import Imaging
import Readability
import Testing

struct StencilCheckTests {
    private func codes(_ picture: Bitmap, width: Int? = nil, height: Int? = nil) throws -> [StencilWarning.Code] {
        try StencilCheck(picture, width: width, height: height).warnings.map(\.code)
    }

    @Test(arguments: ["GOLD", "PIZZA", "jazz"], [false, true])
    func goodStencilsAreLeftAlone(word: String, isDarkOnLight: Bool) throws {
        let stencil = try Drawn.stencil(word, isDarkOnLight: isDarkOnLight), check = try StencilCheck(stencil)
        #expect(check.warnings.isEmpty, "\(check.warnings)")
        #expect(check.measures?.isDarkOnLight == isDarkOnLight && check.measures?.contrast ?? 0 > 0.95)
        let fixed = try check.fixed()
        #expect(fixed.picture == stencil && fixed.applied.isEmpty)
    }

    @Test(arguments: [6, 9, 12, 20, 33, 40])
    func strokesAreMeasured(breadth: Int) throws {
        let bars = (0..<3).map { (x: 40 + 70 * $0..<40 + 70 * $0 + breadth, y: 30..<226) }
        let measures = try #require(StencilCheck(Drawn.boxes(bars, width: 256, height: 256)).measures)
        #expect(abs(measures.medianStroke - Double(breadth)) <= 1 && abs(measures.thinStroke - Double(breadth)) <= 1)
    }

    /// A tenth of the ink and more is in a hairline.
    @Test func hairlinesAreFound() throws {
        let bars = [(x: 40..<70, y: 30..<226), (x: 100..<106, y: 30..<226)]
        let check = try StencilCheck(Drawn.boxes(bars, width: 256, height: 256))
        #expect(check.measures.map { $0.medianStroke > 28 && $0.thinStroke < 8 } == true)
        #expect(check.warnings.map(\.code) == [.thinStrokes])
    }

    @Test func thinLettersAreThickened() throws {
        let stencil = try Drawn.stencil("Harbor", width: 256, height: 256, weight: 400),
            check = try StencilCheck(stencil)
        let before = try #require(check.measures)
        #expect(check.warnings.contains { $0.code == .thinStrokes && $0.canBeFixed && $0.message.contains("8 pixels") })
        let fixed = try check.fixed(), after = try #require(StencilCheck(fixed.picture).measures)
        #expect(fixed.applied.contains(.thicken) && after.medianStroke > before.medianStroke + 1.5)
        #expect(try ReadabilityJudge().reads(fixed.picture, as: "Harbor"))
    }

    /// Growing stops before the gap of four pixels closes.
    @Test func gapsStayOpen() throws {
        let picture = Drawn.boxes([(x: 60..<66, y: 40..<200), (x: 70..<76, y: 40..<200)], width: 256, height: 256)
        let fixed = try StencilCheck(picture).fixed()
        #expect((0..<256).allSatisfy { fixed.picture[68, $0].red < 128 })
    }

    @Test func paleLettersBecomeBlackAndWhite() throws {
        let stencil = try Drawn.stencil("GOLD", isDarkOnLight: true)
        let pale = Bitmap(
            width: 512, height: 512, pixels: stencil.pixels.map { UInt8(130 + Int($0) * 60 / 255) })
        let check = try StencilCheck(pale)
        #expect(check.warnings.map(\.code) == [.lowContrast])
        let fixed = try check.fixed()
        #expect(fixed.applied == [.binarise] && fixed.picture[0, 0] == .white)
        #expect(try codes(fixed.picture).isEmpty)
        let difference = zip(fixed.picture.pixels, stencil.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        #expect(difference < 2 * stencil.pixels.count)
    }

    @Test func gradientsAreGrey() throws {
        let pixels = (0..<256 * 256).map { place -> UInt8 in
            let (x, y) = (place % 256, place / 256)
            return x > 60 && x < 196 && y > 60 && y < 196 ? UInt8(100 + x / 2) : UInt8(y / 3)
        }
        let check = try StencilCheck(Bitmap(width: 256, height: 256, grey: pixels))
        #expect(check.warnings.contains { $0.code == .greys })
        #expect(try check.fixed().applied.contains(.binarise))
    }

    @Test func lettersAtTheFrameArePadded() throws {
        let picture = Drawn.boxes([(x: 2..<60, y: 30..<226), (x: 100..<160, y: 30..<226)], width: 256, height: 256)
        let check = try StencilCheck(picture)
        #expect(check.warnings.map(\.code) == [.margins] && check.measures?.margin == 2)
        let fixed = try check.fixed()
        #expect(fixed.applied == [.pad] && fixed.picture.width == 256 && fixed.picture.height == 256)
        #expect(try codes(fixed.picture).isEmpty)
    }

    @Test func amountsOfInk() throws {
        #expect(try codes(Drawn.boxes([(x: 100..<130, y: 100..<130)], width: 256, height: 256)) == [.littleInk])
        #expect(try codes(Drawn.boxes([(x: 12..<244, y: 12..<244)], width: 256, height: 256)) == [.muchInk])
    }

    @Test func framesOfAnotherShape() throws {
        let banner = try Drawn.stencil("GOLD", width: 1024, height: 256)
        #expect(try codes(banner).isEmpty && codes(banner, width: 512, height: 128).isEmpty)
        let check = try StencilCheck(banner, width: 512, height: 512)
        #expect(check.warnings.contains { $0.code == .aspect && $0.message.contains("50%") })
        #expect(try check.fixed().picture.height == 512)
    }

    @Test func bordersOfInkAreUnclear() throws {
        let half = Drawn.boxes([(x: 0..<100, y: 0..<256)], width: 256, height: 256)
        let check = try StencilCheck(half)
        #expect(check.warnings.first?.code == .unclearGround)
        #expect(try check.fixed().applied.isEmpty)
    }

    @Test(arguments: [1, 2, 300])
    func blankPicturesAreTold(side: Int) throws {
        let check = try StencilCheck(Bitmap(width: side, height: side, colour: .white))
        #expect(check.warnings.map(\.code) == [.blank] && check.measures == nil)
        #expect(try check.fixed().applied.isEmpty)
    }

    @Test(arguments: [1, 2, 5, 9], [1, 3, 400])
    func anyPictureIsLookedAt(width: Int, height: Int) throws {
        let check = try StencilCheck(Drawn.noise(width: width, height: height))
        _ = try check.fixed()
        #expect(check.warnings.allSatisfy { !$0.message.isEmpty })
    }
}
