import Imaging
import Testing

struct CutOutTests {
    /// What is hidden is white paper when it is decoded; what shows is itself.
    @Test func showsWhatAlphaShows() throws {
        var pixels = [UInt8](repeating: 40, count: 4 * 2 * 3)
        pixels[0] = 200
        let bitmap = Bitmap(width: 4, height: 2, pixels: pixels)
        let file = try bitmap.cutOut(alpha: [255, 255, 0, 0, 255, 255, 0, 128])
        #expect(PictureFormat(magic: file) == .png)
        let decoded = try Bitmap(decoding: file)
        #expect(decoded[0, 0] == Colour(red: 200, green: 40, blue: 40) && decoded[1, 1] == bitmap[1, 1])
        #expect(decoded[2, 0] == .white && decoded[3, 0] == .white)
        #expect(decoded[3, 1] == Colour(red: 147, green: 147, blue: 147))
    }
}
