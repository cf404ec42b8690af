/// What a worker does for a job: the JSON of ``Submission/task``.
public struct JobTask: Sendable, Hashable, Codable {
    /// Its seed is resolved.
    public var request: GenerationRequest
    public var format: OutputFormat
    /// What the client is told with the result, besides what the worker finds.
    public var warnings: [String]
    /// Whether all samples are also wanted as one picture, which comes after them.
    public var hasSheet = false

    public init(request: GenerationRequest, format: OutputFormat = .jpeg, warnings: [String] = []) {
        self.request = request
        self.format = format
        self.warnings = warnings
    }
}
