import Imaging
import Testing

struct LimitTests {
    @Test func bytesAreCountedFirst() {
        #expect(throws: ImagingError.tooManyBytes(found: 101, limit: 100)) {
            try Bitmap(decoding: Array(repeating: 0, count: 101), limits: DecodingLimits(bytes: 100))
        }
    }

    @Test(arguments: ["rgb.png", "rgb.jpg", "lossless.webp", "plain.gif", "lzw.tiff"])
    func pixelsAreCountedBeforeDecoding(_ name: String) throws {
        let bytes = try #require(PictureGolden.all.first { $0.name == name }).bytes
        #expect(throws: ImagingError.tooManyPixels(width: 48, height: 32, limit: 1535)) {
            try Bitmap(decoding: bytes, limits: DecodingLimits(pixels: 1535))
        }
        #expect(throws: Never.self) { try Bitmap(decoding: bytes, limits: DecodingLimits(pixels: 1536)) }
    }

    /// A header that promises what no machine holds.
    @Test(arguments: [(50_000, 50_000), (2_000_000_000, 2_000_000_000)])
    func hugePicturesAreRefused(_ width: Int, _ height: Int) {
        #expect(throws: ImagingError.self) { try Bitmap(decoding: FileMaker.png(width, height, content: [])) }
        #expect(throws: ImagingError.self) {
            try Bitmap(decoding: FileMaker.tiff([256: width, 257: height, 258: 8, 262: 1, 273: 8, 279: 100]))
        }
    }

    /// A picture of one pixel in a tile of a hundred million.
    @Test func hugeTilesAreRefused() {
        let tile = [322: 10_000, 323: 10_000, 324: 8, 325: 100]
        let file = FileMaker.tiff([256: 1, 257: 1, 258: 8, 262: 1].merging(tile) { $1 })
        let error = #expect(throws: ImagingError.self) { try Bitmap(decoding: file) }
        #expect("\(String(describing: error))".contains("tile"))
    }

    @Test func scansOfProgressiveFilesAreCounted() throws {
        let bytes = try #require(PictureGolden.all.first { $0.name == "progressive.jpg" }).bytes
        let scan = try #require(FileMaker.lastScan(of: bytes))
        let bomb = bytes.dropLast(2) + Array(repeating: scan, count: 200).joined() + [0xFF, 0xD9]
        let error = #expect(throws: ImagingError.self) { try Bitmap(decoding: Array(bomb)) }
        #expect(error == .unsupported(.jpeg, found: "more than 100 scans"))
    }

    /// A chunk that says nothing of the picture doesn't reach the decoder: a few hundred texts of this kind would
    /// keep it busy for half a minute.
    @Test func compressedTextsAreNotUnpacked() throws {
        let text = FileMaker.chunk("zTXt", [0x61, 0, 0] + FileMaker.deflated(zeros: 8 << 20))
        let plain = FileMaker.png(4, 4, content: FileMaker.pixels(4, 4))
        let file = FileMaker.png(4, 4, content: text + FileMaker.pixels(4, 4) + text)
        #expect(try PNGChunks(file).picture == plain)
        #expect(try Bitmap(decoding: file) == Bitmap(width: 4, height: 4, colour: .black))
    }

    /// Nothing is kept of pictures that are gone: the eightieth costs no memory that the twentieth didn't.
    @Test func memoryDoesNotGrow() async {
        await #expect(processExitsWith: .success) {
            let file = try Bitmap.waves(width: 512, height: 512).encoded(as: .jpeg(), recipe: "{}")
            func work(_ count: Int) throws {
                for _ in 0..<count {
                    let bitmap = try Bitmap(decoding: file).fitted(width: 300, height: 200)
                    _ = try bitmap.encoded(as: .png, recipe: "{}")
                    _ = try? Bitmap(decoding: Array(file.dropLast(file.count / 2)))
                }
            }
            try work(20)
            let before = try Memory.peak()
            try work(60)
            try #require(try Memory.peak() - before < 8 << 20)
        }
    }
}
