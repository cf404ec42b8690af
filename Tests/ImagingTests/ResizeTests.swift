import Imaging
import Testing

struct ResizeTests {
    @Test(arguments: [(50, 20), (333, 7), (1, 1), (200, 100), (1000, 3)])
    func sizeIsExact(_ width: Int, _ height: Int) throws {
        let result = try Bitmap.waves(width: 100, height: 64).resized(width: width, height: height)
        #expect(result.width == width && result.height == height)
    }

    @Test func softPicturesStayAsTheyAre() throws {
        let large = Bitmap.waves(width: 256, height: 256)
        let small = try large.resized(width: 128, height: 128)
        let differences = (0..<128).flatMap { y in
            (0..<128).map { x in abs(Int(small[x, y].red) - x * 2) + abs(Int(small[x, y].green) - y * 2) }
        }
        #expect(differences.reduce(0, +) < 128 * 128 * 2)
    }

    @Test func thumbnailsAreNeverLarger() throws {
        let bitmap = Bitmap.waves(width: 300, height: 100)
        let thumbnail = try bitmap.thumbnail(side: 128)
        #expect(thumbnail.width == 128 && thumbnail.height == 43)
        #expect(try bitmap.thumbnail(side: 300) == bitmap && bitmap.thumbnail(side: 1000) == bitmap)
        #expect(try Bitmap.waves(width: 2000, height: 2).thumbnail(side: 10).height == 1)
    }

    @Test func sheetsHoldEveryPicture() throws {
        let pictures = [10, 20, 30].map { Bitmap(width: 16, height: 12, colour: Colour(red: $0, green: 0, blue: 0)) }
        let sheet = try Bitmap.contactSheet(of: pictures, gap: 4)
        #expect(sheet.width == 36 && sheet.height == 28)
        #expect([sheet[0, 0].red, sheet[35, 0].red, sheet[15, 27].red] == [10, 20, 30])
        #expect(sheet[16, 0] == .white && sheet[0, 13] == .white && sheet[30, 20] == .white)
        #expect(try Bitmap.contactSheet(of: pictures, columns: 3, gap: 0).width == 48)
        #expect(try Bitmap.contactSheet(of: [pictures[0]]) == pictures[0])
    }
}
