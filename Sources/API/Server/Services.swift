public import Domain
public import Logging

/// Everything the routes stand on. One value, made at the start.
public struct Services: Sendable {
    public var settings: ServiceSettings
    public var store: any JobStore & AccountStore & BlobRegistry & JobMaintenance
    public var blobs: any BlobStore
    public var workers: any WorkerPool
    public var inspector: any PictureInspector
    public var fetcher: any PictureFetcher
    public var time: any TimeSource
    public var logger: Logger
    let metrics: Metrics
    let watcher: JobWatcher
    let limiter: SharedRateLimiter
    let state = ServerState()

    public init(
        settings: ServiceSettings, store: any JobStore & AccountStore & BlobRegistry & JobMaintenance,
        blobs: any BlobStore, workers: any WorkerPool, inspector: any PictureInspector, fetcher: any PictureFetcher,
        time: any TimeSource, logger: Logger
    ) {
        self.settings = settings
        self.store = store
        self.blobs = blobs
        self.workers = workers
        self.inspector = inspector
        self.fetcher = fetcher
        self.time = time
        self.logger = logger
        metrics = Metrics()
        watcher = JobWatcher()
        limiter = SharedRateLimiter()
    }
}
