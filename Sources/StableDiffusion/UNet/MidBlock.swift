package import Checkpoints
package import Tensors

/// diffusers' `UNetMidBlock2DCrossAttn`: `[n, h, w, c]` → `[n, h, w, c]`.
package struct MidBlock<T: Tensor>: Sendable {
    let resnets: [ResBlock<T>]
    let attention: Transformer2D<T>

    package init(
        _ w: Weights, _ channels: Int, _ attention: AttentionSettings, _ settings: DenoiserSettings
    ) throws(WeightError) {
        let time = settings.timeChannels
        resnets = [
            try ResBlock(w.resnets[0], channels, channels, settings.norm, timeChannels: time),
            try ResBlock(w.resnets[1], channels, channels, settings.norm, timeChannels: time),
        ]
        self.attention = try Transformer2D(w.attentions[0], channels, attention, settings)
    }

    package func prepare(_ conditioning: inout Conditioning<T>) {
        for resnet in resnets { resnet.prepare(&conditioning) }
        attention.prepare(&conditioning)
    }

    package func callAsFunction(_ x: T, at now: Conditioning<T>.Step) -> T {
        resnets[1](attention(resnets[0](x, at: now), at: now), at: now)
    }
}
