import Checkpoints
import StableDiffusion
import Tensors
import Testing

/// Whole networks against diffusers'.
@Suite struct NetworkTests {
    @Test(arguments: GoldenSuite.networks.cases)
    func fp32(_ golden: GoldenCase) throws {
        #expect(try golden.run(on: ReferenceTensor.self).map(\.name) == golden.outputs)
        #expect(try golden.distance(on: ReferenceTensor.self) < 1e-4)
    }

    /// Each golden with each fault that it can show.
    static let faults = GoldenSuite.networks.cases("unet", "unet+controlnet", "controlnet").flatMap { golden in
        Fault.allCases.filter {
            switch $0 {
            case .controlNetDropped: golden.kind == "unet+controlnet"
            case .promptsExchanged: GoldenSuite.networks[golden, "text"].shape[0] > 1
            case .skipsSwapped, .timestepShifted: true
            }
        }.map { (golden, $0) }
    }

    @Test(arguments: faults)
    func everyGoldenNoticesFaults(_ golden: GoldenCase, _ fault: Fault) throws {
        #expect(try golden.distance(on: ReferenceTensor.self, fault: fault) > 1e-3)
    }

    /// Guidance gives the network one latent for two texts; the result is as if each text had met a copy.
    @Test(arguments: ["tiny", "tiny-embedded"])
    func oneLatentMeetsSeveralTexts(_ name: String) throws {
        let golden = try #require(GoldenSuite.networks.cases("unet+controlnet").first { $0.model == name })
        let model = try TinyModel(name)
        let text = ReferenceTensor(GoldenSuite.networks[golden, "text"])
        let picture = GoldenSuite.networks[golden, "hint"]
        let one = ReferenceTensor(GoldenSuite.networks[golden, "x"]).batch(0..<1)
        let copies = ReferenceTensor(one.values() + one.values(), shape: one.shape.with(batch: 2))

        let controlNet: ControlNet<ReferenceTensor> = try model.controlNet()
        let unet: UNet<ReferenceTensor> = try model.unet()
        let hint = controlNet.hint(picture.floats(), shape: Shape(picture.shape))
        let control = controlNet.prepare(text: text, timesteps: [500])
        let conditioning = unet.prepare(text: text, timesteps: [500])
        let results = [one, copies].map { x in
            unet(x, step: 0, conditioning, control: controlNet(x, step: 0, control, hint: hint, scale: 1.3))
        }
        #expect(results[0].shape == copies.shape)
        #expect(distance(results[0].values(), results[1].values()) < 1e-6)
    }

    /// With what the inner layers found at the very same step, the outermost layer gives what the whole network gave.
    @Test(arguments: ["tiny", "tiny-embedded"])
    func theOutermostLayerGoesOnFromTheInnerOnes(_ name: String) throws {
        let golden = try #require(GoldenSuite.networks.cases("unet+controlnet").first { $0.model == name })
        let model = try TinyModel(name), picture = GoldenSuite.networks[golden, "hint"]
        let text = ReferenceTensor(GoldenSuite.networks[golden, "text"])
        let x = ReferenceTensor(GoldenSuite.networks[golden, "x"]).batch(0..<1)
        let controlNet: ControlNet<ReferenceTensor> = try model.controlNet()
        let unet: UNet<ReferenceTensor> = try model.unet()
        let hint = controlNet.hint(picture.floats(), shape: Shape(picture.shape))
        let control = controlNet(
            x, step: 0, controlNet.prepare(text: text, timesteps: [500]), hint: hint, scale: 1.3)
        let conditioning = unet.prepare(text: text, timesteps: [500, 460])
        let (prediction, inner) = unet.inAndOut(x, step: 0, conditioning, control: control)
        let first = controlNet.first(x, hint: hint, scale: 1.3)
        #expect(first.values() == control.skips[0].values())
        let again = unet(x, step: 0, conditioning, reusing: inner, control: first)
        #expect(again.shape == prediction.shape && again.values() == prediction.values())
        // It does look at the step, the latent and the ControlNet.
        let others = [
            unet(x, step: 1, conditioning, reusing: inner, control: first),
            unet(x.scaled(by: 0.9), step: 0, conditioning, reusing: inner, control: first),
            unet(x, step: 0, conditioning, reusing: inner, control: nil),
        ]
        for other in others { #expect(distance(other.values(), prediction.values()) > 1e-4) }
    }

    /// A job is prepared for all its steps at once.
    @Test func stepsFindTheirTimesteps() throws {
        let golden = try #require(GoldenSuite.networks.cases("unet").first { $0.timestep == 281 })
        let unet: UNet<ReferenceTensor> = try TinyModel(golden.model).unet()
        let text = ReferenceTensor(GoldenSuite.networks[golden, "text"])
        let conditioning = unet.prepare(text: text, timesteps: [961, 281, 1])
        let found = unet(ReferenceTensor(GoldenSuite.networks[golden, "x"]), step: 1, conditioning)
        #expect(try distance(found, GoldenSuite.networks[golden, "y"]) < 1e-4)
    }
}
