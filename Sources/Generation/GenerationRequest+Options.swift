internal import Domain
internal import Imaging
internal import StableDiffusion

extension GenerationRequest {
    /// What the engine is asked for.
    func options(_ control: Bitmap) -> GenerationOptions {
        var options = GenerationOptions(prompt: prompt)
        options.negativePrompt = negativePrompt
        options.width = size.width
        options.height = size.height
        options.steps = numInferenceSteps
        options.guidanceScale = guidanceScale
        options.scheduler =
            switch scheduler {
            case .ddim: .ddim
            case .dpmpp2M: .dpmpp2M
            }
        options.seed = UInt64(bitPattern: seed)
        options.samples = samples
        options.cacheInterval = cacheInterval
        options.tokenDownsampling = tokenDownsampling
        var steering = ControlOptions(picture: control.unitFloats)
        steering.scale = controlScale
        steering.start = controlStart
        steering.end = controlEnd
        options.control = steering
        return options
    }

    /// The same for one sample alone.
    func sample(_ index: Int) -> GenerationRequest {
        var single = self
        single.samples = 1
        // Past the largest seed it begins again at zero; the low 32 bits, which are what counts, go on.
        single.seed = (seed &+ Int64(index)) & .max
        return single
    }
}

extension Bitmap {
    init(_ picture: Picture) { self.init(width: picture.width, height: picture.height, pixels: picture.pixels) }
}
