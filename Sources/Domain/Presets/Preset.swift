/// A named look: what a request gets where it says nothing itself.
public struct Preset: Sendable, Hashable, Codable {
    /// In requests: lower-case words with hyphens.
    public var name: String
    public var title: String
    /// What it is for: `food`, `seasons`, `luxury` and the like.
    public var theme: String
    public var prompt: String
    public var negativePrompt: String
    /// Families that suit it, the best first.
    public var fonts: [String]
    public var settings: Settings?

    public init(
        name: String, title: String, theme: String, prompt: String, negativePrompt: String, fonts: [String],
        settings: Settings?
    ) {
        self.name = name
        self.title = title
        self.theme = theme
        self.prompt = prompt
        self.negativePrompt = negativePrompt
        self.fonts = fonts
        self.settings = settings
    }

    /// Parameters that differ from the published defaults.
    public struct Settings: Sendable, Hashable, Codable {
        public var scheduler: SchedulerName?
        public var guidanceScale: Double?
        public var controlScale: Double?
        public var controlStart: Double?
        public var controlEnd: Double?

        enum CodingKeys: String, CodingKey {
            case scheduler
            case guidanceScale = "guidance_scale"
            case controlScale = "control_scale"
            case controlStart = "control_start"
            case controlEnd = "control_end"
        }
    }

    enum CodingKeys: String, CodingKey {
        case name, title, theme, prompt
        case negativePrompt = "negative_prompt"
        case fonts, settings
    }
}

extension Preset {
    /// A request for this look, everything else at its default.
    public var request: GenerationRequest {
        var request = GenerationRequest(prompt: prompt)
        request.negativePrompt = negativePrompt
        request.scheduler = settings?.scheduler ?? request.scheduler
        request.guidanceScale = settings?.guidanceScale ?? request.guidanceScale
        request.controlScale = settings?.controlScale ?? request.controlScale
        request.controlStart = settings?.controlStart ?? request.controlStart
        request.controlEnd = settings?.controlEnd ?? request.controlEnd
        return request
    }
}
