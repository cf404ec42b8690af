import StableDiffusion
import Testing

@Suite struct PictureTests {
    /// numpy rounds halves to even, and so does diffusers.
    @Test func roundsAsDiffusersDoes() {
        let values: [Float] = [-2, -1, 0, 1, 7, 1 / 255]
        #expect(Picture(width: 2, height: 1, signed: values).pixels == [0, 0, 128, 255, 255, 128])
    }
}
