import Checkpoints
extension UNetConfiguration { static var stableDiffusion15: Self { .init() } }
extension ControlNetConfiguration { static var stableDiffusion15: Self { .init() } }
extension VAEConfiguration { static var stableDiffusion15: Self { .init() } }
extension CLIPTextConfiguration { static var stableDiffusion15: Self { .init() } }
