import Checkpoints
import StableDiffusion
import Tensors

/// The networks of one model. Without a folder: Stable Diffusion 1.5's, with random weights.
struct BenchmarkNetworks<T: Tensor>: Sendable {
    let text: CLIPTextEncoder<T>
    let unet: UNet<T>
    let controlNet: ControlNet<T>?
    let decoder: VAEDecoder<T>
    let vocabulary: Int
    let vae: VAEConfiguration

    init(_ folder: ModelFolder?) throws {
        var checkpoints: [Checkpoint] = []
        defer { checkpoints.forEach { $0.release() } }
        func weights(_ component: Component) throws -> Weights {
            guard let folder else { return .random(component) }
            let checkpoint = try folder.checkpoint(component)
            checkpoints.forEach { $0.release() }
            checkpoints.append(checkpoint)
            return checkpoint.weights
        }
        let text = folder?.textEncoder ?? .stableDiffusion15
        vocabulary = text.vocabSize
        vae = folder?.vae ?? .stableDiffusion15
        self.text = try CLIPTextEncoder(weights(.textEncoder), text)
        unet = try UNet(weights(.unet), folder?.unet ?? .stableDiffusion15)
        let controlNet = folder.map(\.controlNet) ?? .stableDiffusion15
        self.controlNet = try controlNet.map { try ControlNet(weights(.controlNet), $0) }
        decoder = try VAEDecoder(weights(.vae), vae)
    }

    /// The text encoder's work for a guided request: two texts, `[2, 77, c]`.
    func embedding() -> T {
        text((0..<2).map { row in (0..<77).map { (row * 77 + $0) % vocabulary } })
    }

    /// A picture decoded from noise.
    func decode(size: Int) throws -> [Float] { try decoder(latent(size: size)).values() }

    func latent(size: Int) -> T {
        let side = size / vae.reduction, channels = vae.latentChannels
        return T(Noise.latent(seed: 0, count: side * side * channels), shape: [1, side, side, channels])
    }
}

extension BenchmarkNetworks {
    /// A guided request at one size, prepared.
    struct Job: Sendable {
        let networks: BenchmarkNetworks
        let latent: T
        let unet: Conditioning<T>
        let control: (conditioning: Conditioning<T>, hint: T)?

        init(_ networks: BenchmarkNetworks, size: Int) {
            self.networks = networks
            let text = networks.embedding(), timesteps = Array(stride(from: 961, through: 1, by: -40))
            latent = networks.latent(size: size)
            unet = networks.unet.prepare(text: text, timesteps: timesteps)
            control = networks.controlNet.map { controlNet in
                let stripes = (0..<size * size * 3).map { Float($0 / 3 / 32 % 2) }
                return (
                    controlNet.prepare(text: text, timesteps: timesteps),
                    controlNet.hint(stripes, shape: [1, size, size, 3])
                )
            }
        }

        /// Both predictions of a step, `[2, h, w, c]`.
        func step() throws -> [Float] {
            let residuals = control.flatMap { control in
                networks.controlNet?(latent, step: 0, control.conditioning, hint: control.hint)
            }
            return try networks.unet(latent, step: 0, unet, control: residuals).values()
        }
    }
}
