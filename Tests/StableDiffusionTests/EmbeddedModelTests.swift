import CPUTensors
import Checkpoints
import Foundation
import Imaging
import StableDiffusion
import Tensors
import Testing

/// The model that comes with word2img draws what diffusers draws with it: one word, the published defaults.
@Suite struct EmbeddedModelTests {
    private static let folder = URL(filePath: goldenFolder).appending(path: "../../share/models/embedded")
        .standardizedFileURL.path(percentEncoded: false)
    private let suite = GoldenSuite.embedded
    private let golden = GoldenSuite.embedded.cases[0]

    /// Fails after the model was replaced: `Tools/reference/make_goldens.py embedded` remakes the golden.
    @Test func theGoldenIsOfThisModel() throws {
        #expect(!suite.checksums.isEmpty)
        for (file, expected) in suite.checksums {
            let data = try Data(contentsOf: URL(filePath: Self.folder).appending(path: file))
            #expect(crc32(data) == expected, "\(file)")
        }
    }

    @Test func fp32() throws {
        let run = try generate(CPUTensor<Float>.self, seed: golden.seed!)
        #expect(run.initial.planar == suite[golden, "initial"].floats())
        #expect(distance(run.latents.planar, suite[golden, "final"].floats()) < 1e-4)
        let picture = try run.pictures()[0], expected = try bitmap("embedded.png")
        #expect((picture.width, picture.height) == (expected.width, expected.height))
        let levels = zip(picture.pixels, expected.pixels).map { abs(Int($0) - Int($1)) }
        #expect(levels.max()! <= 2)
    }

    /// Eight seeds, as the golden's own error of bf16 is of eight.
    @Test func bf16() throws {
        let errors = try (0..<8).map { seed in
            let exact = try generate(CPUTensor<Float>.self, seed: golden.seed! + UInt64(seed)).latents
            let run = try generate(CPUTensor<BFloat16>.self, seed: golden.seed! + UInt64(seed))
            return distance(run.latents.values, exact.values)
        }
        #expect(rootMeanSquare(errors) <= 1.25 * suite.bf16Errors[golden.group!]!)
    }

    private func generate<T: Tensor>(_ type: T.Type, seed: UInt64) throws -> Denoising<T> {
        let stencil = try bitmap("embedded-stencil.png").unitFloats
        var options = golden.request(controlPicture: stencil)
        options.seed = seed
        var run = try DiffusionPipeline<T>(ModelFolder(path: Self.folder)).start(options)
        while try run.next() != nil {}
        return run
    }

    private func bitmap(_ name: String) throws -> Bitmap {
        try Bitmap(decoding: Array(Data(contentsOf: URL(filePath: goldenFolder + name))))
    }

    /// zlib's.
    private func crc32(_ data: Data) -> UInt32 {
        let table = (0..<256).map { (byte: UInt32) -> UInt32 in
            var value = byte
            for _ in 0..<8 { value = (value & 1 == 1 ? 0xEDB8_8320 : 0) ^ (value >> 1) }
            return value
        }
        var checksum = UInt32.max
        for byte in data { checksum = table[Int(UInt8(truncatingIfNeeded: checksum) ^ byte)] ^ (checksum >> 8) }
        return ~checksum
    }
}
