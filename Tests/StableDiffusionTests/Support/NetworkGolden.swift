import Checkpoints
import StableDiffusion
import Tensors

/// Ways to be wrong that every golden must notice.
enum Fault: CaseIterable, Sendable {
    case controlNetDropped, skipsSwapped, timestepShifted, promptsExchanged
}

extension GoldenCase {
    private func input<T: Tensor>(_ name: String) -> T { T(GoldenSuite.networks[self, name]) }

    /// What the case's network gives on `T`, by the names of the golden's outputs.
    func run<T: Tensor>(on type: T.Type, fault: Fault? = nil) throws -> [(name: String, T)] {
        let model = try TinyModel(self.model)
        switch kind {
        case "vae.decode":
            return [("y", try VAEDecoder<T>(model.weights("vae"), model.folder.vae)(input("x")))]
        case "vae.encode":
            return [("moments", try VAEEncoder<T>(model.weights("vae"), model.folder.vae)(input("x")))]
        default:
            return try denoise(model, fault)
        }
    }

    private func denoise<T: Tensor>(_ model: TinyModel, _ fault: Fault?) throws -> [(name: String, T)] {
        let x: T = input("x")
        var text: T = input("text")
        if fault == .promptsExchanged { text = try text.entriesReversed() }
        let timesteps = [timestep! + (fault == .timestepShifted ? 1 : 0)]

        var residuals: ControlResiduals<T>?
        if kind != "unet" && fault != .controlNetDropped {
            let controlNet: ControlNet<T> = try model.controlNet(), picture = GoldenSuite.networks[self, "hint"]
            let hint = controlNet.hint(picture.floats(), shape: Shape(picture.shape))
            residuals = controlNet(
                x, step: 0, controlNet.prepare(text: text, timesteps: timesteps), hint: hint, scale: Float(scale!))
        }
        if kind == "controlnet", let residuals {
            var skips = residuals.skips
            if fault == .skipsSwapped { skips.swapAt(0, 1) }
            return skips.enumerated().map { ("skip.\($0)", $1) } + [("mid", residuals.mid)]
        }

        let unet: UNet<T> = try model.unet(), conditioning = unet.prepare(text: text, timesteps: timesteps)
        guard fault == .skipsSwapped else { return [("y", unet(x, step: 0, conditioning, control: residuals))] }
        var (skips, mid) = unet.encoder(x, at: conditioning[0])
        skips.swapAt(0, 1)
        if let residuals { mid = mid + residuals.mid }
        let joined = Skips(skips, residuals: residuals?.skips ?? [])
        return [("y", unet.decode(mid, joined, at: conditioning[0]).prediction)]
    }

    /// The largest relative distance of an output on `T` from the golden's.
    func distance<T: Tensor>(on type: T.Type, fault: Fault? = nil) throws -> Double {
        try run(on: type, fault: fault).map { name, found in
            try StableDiffusionTests.distance(found, GoldenSuite.networks[self, name])
        }.max() ?? .infinity
    }
}

extension Tensor {
    func entriesReversed() throws -> Self {
        let values = try values(), entry = shape.count / shape.batch
        let reversed = (0..<shape.batch).reversed().flatMap { values[$0 * entry..<($0 + 1) * entry] }
        return Self(reversed, shape: shape)
    }
}
