import Imaging
import Testing

struct FlattenTests {
    @Test func darkOnNothingGoesOntoWhite() {
        let bitmap = flattened([10, 20, 30, 255, 0, 0, 0, 0, 0, 100, 200, 51])
        #expect(bitmap.pixels == [10, 20, 30, 255, 255, 255, 204, 224, 244])
    }

    @Test func lightOnNothingGoesOntoBlack() {
        let bitmap = flattened([250, 250, 250, 255, 0, 0, 0, 0])
        #expect(bitmap.pixels == [250, 250, 250, 0, 0, 0])
    }

    /// What can't be seen has no say: here it is black, and the ground is black too.
    @Test func hiddenColoursDoNotCount() {
        let hidden = Array(repeating: [0, 0, 0, 0] as [UInt8], count: 9).joined()
        let bitmap = flattened([255, 255, 255, 255] + hidden)
        #expect(bitmap.pixels[3] == 0)
    }

    @Test func opaqueStaysAsItIs() {
        #expect(flattened([255, 254, 253, 255]).pixels == [255, 254, 253])
    }

    private func flattened(_ samples: [UInt8]) -> Bitmap {
        samples.withUnsafeBufferPointer { Bitmap(width: samples.count / 4, height: 1, flattening: $0) }
    }
}
