public import Domain
public import Logging
public import Receipts

/// Everything the routes stand on. One value, made at the start.
public struct Services: Sendable {
    public var settings: ServiceSettings
    public var store: any JobStore & AccountStore & BlobRegistry & JobMaintenance & WebhookStore
    public var blobs: any BlobStore
    public var workers: any WorkerPool
    public var inspector: any PictureInspector
    public var fetcher: any PictureFetcher
    public var words: any WordService
    public var presets: [Preset]
    /// A preset's picture, WebP; nil where there is none.
    public var presetSample: @Sendable (String) -> [UInt8]?
    /// Signs and knows recipes.
    public var receiptKey: ReceiptKey
    public var time: any TimeSource
    public var logger: Logger
    let metrics: Metrics
    let watcher: JobWatcher
    let limiter: SharedRateLimiter
    let state = ServerState()

    public init(
        settings: ServiceSettings, store: any JobStore & AccountStore & BlobRegistry & JobMaintenance & WebhookStore,
        blobs: any BlobStore, workers: any WorkerPool, inspector: any PictureInspector, fetcher: any PictureFetcher,
        words: any WordService, presets: [Preset] = [],
        presetSample: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }, receiptKey: ReceiptKey,
        time: any TimeSource, logger: Logger
    ) {
        self.settings = settings
        self.store = store
        self.blobs = blobs
        self.workers = workers
        self.inspector = inspector
        self.fetcher = fetcher
        self.words = words
        self.presets = presets
        self.presetSample = presetSample
        self.receiptKey = receiptKey
        self.time = time
        self.logger = logger
        metrics = Metrics()
        watcher = JobWatcher()
        limiter = SharedRateLimiter()
    }
}
