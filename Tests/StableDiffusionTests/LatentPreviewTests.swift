import Checkpoints
import StableDiffusion
import Tensors
import Testing

@Suite struct LatentPreviewTests {
    @Test func colorsAreLinearInTheLatent() {
        let preview = LatentPreview(factors: [[1, 0, 0], [0, 2, 0], [0, 0, -1]])
        let latents = Latents(samples: 2, height: 1, width: 1, channels: 2, values: [1, -0.5, -1, 0.5])
        #expect(preview.pictures(latents).map(\.pixels) == [[255, 0, 0], [0, 255, 0]])
    }

    @Test func leastSquaresFindsTheFunction() {
        let rows = [[0.0, 1, 1], [1, 0, 1], [2, 2, 1], [3, -1, 1], [-2, 5, 1]]
        let found = leastSquares(rows, rows.map { 0 * $0[0] - 3 * $0[1] + 0.5 })
        #expect(zip(found, [0, -3, 0.5]).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    /// Where it was fitted, a preview follows the autoencoder's picture better than any one color does.
    @Test(arguments: ["tiny", "tiny-embedded"])
    func theFitFollowsTheAutoencoder(_ name: String) throws {
        let pipeline = try DiffusionPipeline<ReferenceTensor>(TinyModel(name).folder), probe = pipeline.previewProbe
        let expected = try pipeline.decode(probe)[0].reduced(by: pipeline.configuration.vae.reduction)
        let found = try pipeline.fitPreview().pictures(probe)[0].reduced(by: 1)
        for color in 0..<3 {
            let pairs = stride(from: color, to: expected.count, by: 3).map { (found[$0], expected[$0]) }
            let mean = pairs.reduce(0) { $0 + $1.1 } / Double(pairs.count)
            let error = pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            let spread = pairs.reduce(0) { $0 + ($1.1 - mean) * ($1.1 - mean) }
            #expect(error < spread)
        }
    }
}
