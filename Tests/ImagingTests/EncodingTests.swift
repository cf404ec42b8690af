import Imaging
import Testing

struct EncodingTests {
    @Test func pngLosesNothing() throws {
        let bitmap = Bitmap.noise(width: 65, height: 33)
        #expect(try Bitmap(decoding: bitmap.encoded(as: .png)) == bitmap)
    }

    @Test(arguments: [PictureEncoding.jpeg(quality: 95), .webp(quality: 95)])
    func qualityTrades(_ encoding: PictureEncoding) throws {
        let bitmap = Bitmap.waves(width: 128, height: 96)
        let good = try bitmap.encoded(as: encoding)
        let poor = try bitmap.encoded(as: encoding.format == .jpeg ? .jpeg(quality: 20) : .webp(quality: 20))
        #expect(poor.count < good.count)
        let distances = try [good, poor].map { try Bitmap(decoding: $0).meanDistance(to: bitmap) }
        #expect(distances[0] < 6 && distances[0] < distances[1])
    }

    /// Single red and blue pixels side by side survive only where the colours keep their resolution.
    @Test func coloursKeepTheirResolutionAbove90() throws {
        let pixels = (0..<64 * 64).flatMap { ($0 + $0 / 64) % 2 == 0 ? [200, 0, 0] : [0, 0, 200] as [UInt8] }
        let bitmap = Bitmap(width: 64, height: 64, pixels: pixels)
        let distances = try [90, 91].map { quality in
            try Bitmap(decoding: bitmap.encoded(as: .jpeg(quality: quality))).meanDistance(to: bitmap)
        }
        #expect(distances[0] > 40 && distances[1] < 10, "\(distances)")
    }

    @Test(arguments: [PictureEncoding.jpeg(quality: 0), .jpeg(quality: 101), .webp(quality: -1)])
    func qualityIsChecked(_ encoding: PictureEncoding) {
        #expect(throws: ImagingError.self) { try Bitmap.waves(width: 4, height: 4).encoded(as: encoding) }
    }

    @Test func endingsNameTheEncoding() throws {
        #expect(try PictureEncoding(fileName: "out/pizza.png") == .png)
        #expect(try PictureEncoding(fileName: "Pizza.JPG") == .jpeg(quality: 95))
        #expect(try PictureEncoding(fileName: "a.b.jpeg") == .jpeg(quality: 95))
        #expect(try PictureEncoding(fileName: "x.webp") == .webp(quality: 90))
        for name in ["pizza", "pizza.gif", "a.png/pizza", "", "png", "pizza."] {
            #expect(throws: ImagingError.fileName(name)) { try PictureEncoding(fileName: name) }
        }
    }

    @Test func threadsTakeTurns() async throws {
        let bitmaps = (0..<16).map { Bitmap.noise(width: 40 + $0, height: 30, seed: UInt64($0)) }
        let results = try await withThrowingTaskGroup(of: (Int, Bitmap).self) { group in
            for (index, bitmap) in bitmaps.enumerated() {
                group.addTask { (index, try Bitmap(decoding: bitmap.encoded(as: .png, recipe: "\(index)"))) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(results == Dictionary(uniqueKeysWithValues: bitmaps.enumerated().map { ($0, $1) }))
    }
}
