/// A job to be queued.
public struct Submission: Sendable, Hashable {
    public var id: JobID
    public var key: KeyID
    /// The model's slug.
    public var model: String
    /// The inputs as the client sent them, without the picture: a JSON object, for the request history.
    public var inputs: String
    /// What the worker does: JSON that API and worker agree on. The store does not look into it.
    public var task: String
    /// nil for a job without a control picture of its own.
    public var picture: JobInput?
    /// Reserved now; the job will cost no more.
    public var estimate: Money
    /// Whether the job costs nothing when its word can't be read: a key has so many such failures a day.
    public var isGuaranteed = false
    public var idempotency: Idempotency?
    /// The URL that is told of the job's end; nil for none.
    public var webhook: String?

    public init(id: JobID, key: KeyID, model: String, inputs: String, task: String, estimate: Money) {
        self.id = id
        self.key = key
        self.model = model
        self.inputs = inputs
        self.task = task
        self.estimate = estimate
    }

    /// The client's word that two submissions are one.
    public struct Idempotency: Sendable, Hashable {
        /// The `Idempotency-Key` header. Keys of different API keys have nothing to do with each other.
        public let key: String
        /// A digest of the body: what tells the same request from another under the same key.
        public let fingerprint: [UInt8]

        public init(key: String, fingerprint: [UInt8]) {
            self.key = key
            self.fingerprint = fingerprint
        }
    }
}
