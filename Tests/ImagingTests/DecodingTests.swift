import Imaging
import Testing

struct DecodingTests {
    @Test(arguments: PictureGolden.readable)
    func showsWhatAnotherLibraryWrote(_ golden: PictureGolden) throws {
        let bitmap = try Bitmap(decoding: golden.bytes)
        #expect(bitmap.width == golden.width && bitmap.height == golden.height)
        for (found, expected) in zip(PictureGolden.quadrants(of: bitmap), golden.colours) {
            let expected = Colour(red: expected[0], green: expected[1], blue: expected[2])
            #expect(found.distance(to: expected) <= golden.tolerance, "\(found), not \(expected)")
        }
    }

    @Test(arguments: PictureGolden.all.filter { $0.refused != nil })
    func refusesWithAReason(_ golden: PictureGolden) throws {
        let error = #expect(throws: ImagingError.self) { try Bitmap(decoding: golden.bytes) }
        #expect("\(try #require(error))".contains(try #require(golden.refused)))
    }

    @Test func formatsAreToldByTheirBytes() throws {
        for golden in PictureGolden.all {
            let ending = golden.name.split(separator: ".").last.map(String.init)
            let format = try #require(PictureFormat(magic: golden.bytes))
            #expect(format.rawValue.lowercased() == (ending == "jpg" ? "jpeg" : ending))
        }
    }

    @Test(
        arguments: [
            ([], "an empty file"),
            (Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8), "a web page or SVG file"),
            (Array("%PDF-1.7".utf8), "a PDF file"),
            (Array("BM".utf8) + Array(repeating: 0, count: 60), "a BMP file"),
            ([0, 0, 0, 24] + Array("ftypheic".utf8), "a HEIC, AVIF or video file"),
            (Array("P6 1 1 255 abc".utf8), "a file of another kind"),
            (Array("RIFF1234AVI ".utf8), "a file of another kind"),
        ] as [([UInt8], String)])
    func otherKindsAreNamed(_ bytes: [UInt8], _ found: String) {
        #expect(throws: ImagingError.notAPicture(found: found)) { try Bitmap(decoding: bytes) }
    }

    @Test(arguments: [
        ("rgb.png", "it ends early"), ("rgb.jpg", "Premature end of input file"),
        ("plain.gif", "Unexpected end of GIF source data"), ("lossy.webp", "unable to parse image"),
        ("lzw.tiff", "it has no size"),
    ])
    func whatIsWrongIsSaid(_ name: String, _ reason: String) throws {
        let golden = try #require(PictureGolden.all.first { $0.name == name })
        let error = ImagingError.damaged(try #require(PictureFormat(magic: golden.bytes)), reason: reason)
        #expect(throws: error) { try Bitmap(decoding: Array(golden.bytes.dropLast(golden.bytes.count / 2))) }
    }
}
