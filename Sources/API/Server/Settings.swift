public import Domain

/// What an operator can set about the HTTP service.
public struct ServiceSettings: Sendable {
    /// The model's slug, as in `/v2/{slug}`.
    public var slug = "w2imgsd1.5-img2img"
    /// What URLs in answers begin with, without a slash at the end; nil for the request's own host.
    public var publicURL: String?
    /// Of URLs in answers where `publicURL` is nil.
    public var scheme = "http"
    /// Addresses of proxies whose `X-Forwarded-*` headers are believed.
    public var trustedProxies: Set<String> = []
    public var limits = RequestLimits.published
    public var prices = PriceList()
    /// Of a request's body, in bytes.
    public var bodyLimit = 32 << 20
    /// Of a control picture's file, in bytes.
    public var pictureLimit = 20 << 20
    /// Control pictures of up to so many bytes are kept in the database, larger ones as files.
    public var inlinePictureLimit = 64 << 10
    /// Of a key that has no limit of its own.
    public var requestsPerMinute = 600
    /// How long a v1 request waits for its job.
    public var syncDeadline = Duration.seconds(600)
    /// Whether a v1 job is cancelled when its client goes away.
    public var cancelsOnDisconnect = false
    /// Of uploaded pictures.
    public var uploadRetention = Duration.seconds(24 * 3600)
    /// Files of one upload.
    public var filesPerUpload = 16

    /// What `/openapi.yaml` answers.
    public var document: [UInt8] = []

    public init() {}
}
