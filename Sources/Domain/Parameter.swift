/// A parameter of a request: the published ones under their names, from `cacheInterval` on ours.
public enum Parameter: String, Sendable, Hashable, CaseIterable, CodingKey {
    /// The control picture. It travels beside the request.
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
    case cacheInterval = "cache_interval"
    case tokenDownsampling = "token_downsampling"
    /// The service's alone, as are those that follow: how pictures are handed over.
    case base64
    case outputFormat = "output_format"
    case webhook
    /// The word, lettered by us; those that follow say how.
    case text
    case font
    case weight
    case letterCase = "case"
    case align
    case letterSpacing = "letter_spacing"
    case lineSpacing = "line_spacing"
    case margin
    case layout
    case polarity
    case outline
    /// What a client's control picture says.
    case expect
    case fixImage = "fix_image"
    case minReadability = "min_readability"
    case maxAttempts = "max_attempts"
    case preset
    case formats
    /// Of a ladder.
    case controlScales = "control_scales"
    case controlStarts = "control_starts"
    case seeds
    case draftSteps = "draft_steps"

    /// How a word is lettered.
    public static let ofLettering: [Parameter] = [
        .text, .font, .weight, .letterCase, .align, .letterSpacing, .lineSpacing, .margin, .layout, .polarity, .outline,
    ]

    /// What pictures are made of, beside the word.
    public static let ofPictures = allCases.prefix { $0 != .base64 }
}
