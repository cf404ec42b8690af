import Domain
import Foundation
import Testing

struct PictureSizeTests {
    @Test(arguments: [
        ("512", 512, 512), ("520x776", 520, 776), ("520X776", 520, 776), ("0", 0, 0), ("064", 64, 64),
    ])
    func readsSizes(text: String, width: Int, height: Int) {
        #expect(PictureSize(text) == PictureSize(width: width, height: height))
    }

    @Test(arguments: [
        "", "x", "512x", "x512", "1x2x3", "-512", "+512", "5 12", "512.0", "99999999999999999999", "５１２", "big",
    ])
    func refusesOthers(text: String) { #expect(PictureSize(text) == nil) }

    @Test func isWrittenAsItIsRead() throws {
        for size in [PictureSize(width: 512, height: 512), PictureSize(width: 520, height: 776)] {
            #expect(PictureSize(size.description) == size)
            #expect(try JSONDecoder().decode(PictureSize.self, from: JSONEncoder().encode(size)) == size)
        }
    }

    @Test func otherJSONIsAnError() {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(PictureSize.self, from: Data("\"5by5\"".utf8)) }
    }
}
