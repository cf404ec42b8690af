/// A parameter of a request, under its published name. `image` is the control picture, which travels beside the request.
public enum Parameter: String, Sendable, Hashable, CaseIterable, CodingKey {
    case image
    case prompt
    case negativePrompt = "negative_prompt"
    case scheduler
    case numInferenceSteps = "num_inference_steps"
    case guidanceScale = "guidance_scale"
    case controlScale = "control_scale"
    case controlStart = "control_start"
    case controlEnd = "control_end"
    case samples
    case seed
    case size
}
