import Imaging
import Testing

struct FitTests {
    @Test func theFramesSizeIsLeftAlone() throws {
        let bitmap = Bitmap.noise(width: 64, height: 40)
        #expect(try bitmap.fitted(width: 64, height: 40) == bitmap)
    }

    /// Black bars and a box that touches all edges: nothing of it may be cut off, whatever the frame.
    @Test(arguments: [(512, 512), (768, 512), (512, 768), (520, 776), (64, 64), (8, 8)])
    func theWholePictureIsInTheFrame(_ width: Int, _ height: Int) throws {
        let box = Bitmap(width: 300, height: 100, colour: Colour(red: 9, green: 90, blue: 200))
        let fitted = try box.fitted(width: width, height: height)
        #expect(fitted.width == width && fitted.height == height)
        // One colour: so is the border, and so is all of the result.
        #expect(fitted == Bitmap(width: width, height: height, colour: box[0, 0]))
    }

    @Test func scalesUntilItTouches() throws {
        let word = Bitmap.box(width: 200, height: 100, x: 20..<180, y: 30..<70)
        let fitted = try word.fitted(width: 512, height: 512)
        // Scaled by 2.56, centred: the box is at 51...461, 205...307.
        let dark = (0..<512 * 512).filter { fitted.pixels[$0 * 3] < 128 }
        let columns = dark.map { $0 % 512 }, rows = dark.map { $0 / 512 }
        #expect(abs(columns.min()! - 51) <= 1 && abs(columns.max()! - 460) <= 1)
        #expect(abs(rows.min()! - 205) <= 1 && abs(rows.max()! - 306) <= 1)
        #expect(fitted[0, 0] == .white && fitted[511, 511] == .white)
    }

    @Test func paddingTakesTheBordersColour() throws {
        let box = Bitmap.box(width: 90, height: 30, x: 5..<85, y: 5..<25)
        var pixels = box.pixels.map { $0 == 0 ? 255 : 40 } as [UInt8]
        // A few stray pixels at the edge don't count.
        for stray in 0..<9 { pixels[stray] = 250 }
        let bitmap = Bitmap(width: 90, height: 30, pixels: pixels)
        #expect(bitmap.borderColour == Colour(red: 40, green: 40, blue: 40))
        #expect(try bitmap.fitted(width: 90, height: 90)[45, 5] == bitmap.borderColour)
    }

    @Test(arguments: [(1, 1), (1, 5), (5, 1), (2, 2)])
    func tinyPicturesHaveABorder(_ width: Int, _ height: Int) throws {
        let colour = Colour(red: 1, green: 2, blue: 3)
        let bitmap = Bitmap(width: width, height: height, colour: colour)
        #expect(bitmap.borderColour == colour)
        #expect(try bitmap.fitted(width: 64, height: 32) == Bitmap(width: 64, height: 32, colour: colour))
    }

    @Test func longPicturesKeepAPixel() throws {
        let strip = Bitmap(width: 1, height: 16_000, colour: .black)
        #expect(try strip.fitted(width: 64, height: 64) == Bitmap(width: 64, height: 64, colour: .black))
    }

    @Test func floatsAreShares() {
        let bitmap = Bitmap(width: 2, height: 1, pixels: [0, 51, 255, 102, 153, 204])
        #expect(bitmap.unitFloats == [0, 0.2, 1, 0.4, 0.6, 0.8])
        #expect(Bitmap(width: 2, height: 1, grey: [7, 9]).pixels == [7, 7, 7, 9, 9, 9])
    }

    @Test(arguments: [(0, 5), (5, -1), (20_000, 5)])
    func sizesAreChecked(_ width: Int, _ height: Int) {
        let error = ImagingError.size(width: width, height: height, limit: Bitmap.sideLimit)
        #expect(throws: error) { try Bitmap.waves(width: 4, height: 4).fitted(width: width, height: height) }
        #expect(throws: error) { try Bitmap.waves(width: 4, height: 4).resized(width: width, height: height) }
    }
}
