/// What a worker does for a job: the JSON of ``Submission/task``.
public struct JobTask: Sendable, Hashable, Codable {
    /// What is drawn, one after the other; seeds are resolved. One request, but for a pack, which has one for each format,
    /// and for a ladder, which has one for each cell.
    public var requests: [GenerationRequest]
    /// The word, lettered anew for each request's size; nil where the client's picture steers.
    public var lettering: LetteringRequest?
    /// What the pictures are to say; nil where nobody reads them.
    public var expected: String?
    /// nil where whatever is drawn is handed over.
    public var guarantee: Guarantee?
    /// Whether the client's control picture may be mended.
    public var fixesPicture = false
    public var product = Product.pictures
    /// What is made again; nil for what is new.
    public var original: Recipe?
    public var format: OutputFormat
    /// What the client is told with the result, besides what the worker finds.
    public var warnings: [String]

    /// What is handed over.
    public enum Product: String, Sendable, Hashable, Codable {
        case pictures
        /// The pictures, and after them all of them as one.
        case sheet
        /// The pictures, one for each request, and after them an archive with them, their stencils, cut-outs and recipes.
        case pack
        /// One sheet of all pictures alone, which are drafts.
        case ladder
    }

    /// A picture whose word can be read, or none at all.
    public struct Guarantee: Sendable, Hashable, Codable {
        /// The least readability, 0 to 1.
        public var readability: Double
        /// How often a sample is drawn at most.
        public var attempts: Int

        public init(readability: Double, attempts: Int) {
            self.readability = readability
            self.attempts = attempts
        }
    }

    /// The first request: all there is, but for packs and ladders.
    public var request: GenerationRequest {
        get { requests[0] }
        set { requests[0] = newValue }
    }

    public init(_ requests: [GenerationRequest], format: OutputFormat = .jpeg, warnings: [String] = []) {
        precondition(!requests.isEmpty)
        self.requests = requests
        self.format = format
        self.warnings = warnings
    }
}
