internal import API
internal import Decoding
internal import Domain
internal import Fetching
internal import Foundation
internal import Generation
internal import HTTPTypes
internal import Logging
internal import Receipts
internal import ServiceLifecycle
internal import Storage
internal import UnixSignals
internal import Webhooks
internal import Worker

/// A server's parts, put together.
struct Server {
    let store: SQLiteStore
    private let options: ServeOptions
    private let api: APIServer
    private let supervisor: Supervisor
    private let janitor: BlobJanitor
    private let deliverer: WebhookDeliverer
    private let logger = Logger(label: "word2img.serve")

    init(_ options: ServeOptions, model: ModelOptions, folder: DataFolder, workerProgram: String, blobGrace: Int) throws
    {
        self.options = options
        store = try SQLiteStore(folder, policy: options.policy)
        let blobs = FileBlobStore(folder)
        janitor = BlobJanitor(blobs, store, grace: .seconds(blobGrace))
        var workers = SupervisorOptions(
            program: workerProgram, arguments: try Self.workerArguments(options, model), count: options.workers,
            sockets: SocketFolder(path: folder.path + "/run"))
        // What is left of the drain time is for answers.
        workers.drain = .seconds(max(0, options.drainTime - 5))
        supervisor = try Supervisor(workers, queue: store, logger: Logger(label: "word2img.supervisor"))
        let document = Array(try Data(contentsOf: URL(filePath: Share().find("openapi.yaml"))))
        let decoder = PictureDecoder(program: "/proc/self/exe")
        let fetcher = Fetcher(
            try options.addressPolicy(), userAgent: "word2img/\(Version.current)",
            trusted: try options.trustedCertificates())
        var limits = Fetcher.Limits()
        limits.bytes = options.pictureLimit << 20
        limits.time = .seconds(options.fetchTime)
        api = APIServer(
            Services(
                settings: try options.settings(document: document), store: store, blobs: blobs, workers: supervisor,
                inspector: DecodingInspector(decoder: decoder),
                fetcher: WebFetcher(fetcher: fetcher, limits: limits),
                words: Words(decoder: decoder, program: "/proc/self/exe"), presets: try Presets.all(),
                presetSample: Presets.sample,
                receiptKey: try ReceiptKey(file: folder.receiptKey), time: SystemTime(),
                logger: Logger(label: "word2img.api")))
        let api = api
        deliverer = WebhookDeliverer(
            store: store, poster: WebPoster(fetcher: fetcher), time: SystemTime(),
            logger: Logger(label: "word2img.webhooks")
        ) { job, key in try await api.webhookBody(job, of: key) }
    }

    /// Until SIGTERM or SIGINT. Services stop in the reverse of their order: first no new jobs are taken, then open
    /// requests are answered, then the workers leave.
    func run(onListening: @escaping @Sendable (Int) async -> Void) async throws {
        let clients = try api.clients(
            .init(host: options.host, port: options.port, tls: options.tls), onRunning: onListening)
        let admin = try api.admin(.init(host: options.adminHost, port: options.adminPort))
        let services: [any Service] = [
            Workers(supervisor: supervisor), Housekeeping(store: store, janitor: janitor, logger: logger),
            Checkpointing(store: store, logger: logger),
            api.observer(), Delivering(deliverer: deliverer, workers: supervisor),
            admin, clients, Draining(api: api),
        ]
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, successTerminationBehavior: .ignore) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(options.drainTime + 10)
        try await ServiceGroup(configuration: configuration).run()
    }

    private static func workerArguments(_ options: ServeOptions, _ model: ModelOptions) throws -> [String] {
        let policy = String(decoding: try JSONEncoder().encode(options.policy), as: UTF8.self)
        var arguments = ["work", "--data", options.data, "--policy", policy, "--precision", model.precision.rawValue]
        arguments += ["--log-format", options.logFormat.rawValue, "--log-level", options.logLevel]
        for (name, value) in [("--model", model.model), ("--controlnet", model.controlnet)] {
            if let value { arguments += [name, value] }
        }
        return arguments
    }
}

private struct Workers: Service {
    let supervisor: Supervisor

    func run() async throws {
        await withGracefulShutdownHandler {
            await supervisor.run()
        } onGracefulShutdown: {
            supervisor.stop()
        }
    }
}

/// Begins the end: from then on no new jobs are taken.
private struct Draining: Service {
    let api: APIServer

    func run() async throws {
        try? await gracefulShutdown()
        api.drain()
    }
}

/// Ends what has waited too long, forgets what is over, removes files that nobody needs.
private struct Housekeeping: Service {
    let store: SQLiteStore
    let janitor: BlobJanitor
    let logger: Logger

    private static let interval = Duration.seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await store.recoverLostJobs()
                    while try await store.expire() {}
                    try await janitor.sweep()
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("housekeeping failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }
}

/// Keeps the database's write-ahead log short, beside the writes.
private struct Checkpointing: Service {
    let store: SQLiteStore
    let logger: Logger

    private static let interval = Duration.milliseconds(200)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await store.checkpoint() } catch is CancellationError { return } catch {
                    logger.error("the checkpoint failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }
}

/// Webhooks go out when jobs end.
private struct Delivering: Service {
    let deliverer: WebhookDeliverer
    let workers: Supervisor

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask { await deliverer.run() }
                group.addTask {
                    for await event in workers.events() {
                        if case .changed = event { deliverer.wake() }
                    }
                }
            }
        }
    }
}

private struct WebPoster: WebhookPoster {
    let fetcher: Fetcher

    func post(_ url: String, headers: [(String, String)], body: [UInt8]) async throws -> Int {
        try await fetcher.post(url, headers: headers, body: body)
    }
}

/// Pictures are looked at in another process.
private struct DecodingInspector: PictureInspector {
    let decoder: PictureDecoder

    private static let mostAspect = 16

    func inspect(_ bytes: [UInt8]) async throws {
        do {
            let found = try await decoder.inspect(bytes)
            let (longer, shorter) = (max(found.width, found.height), min(found.width, found.height))
            guard longer <= Self.mostAspect * shorter else {
                throw PictureFault(
                    "it is \(found.width) x \(found.height) pixels, too long and thin for a word: its longer side may be "
                        + "\(Self.mostAspect) times the shorter at most; cut it, or add a margin")
            }
        } catch let error as PictureDecoderError {
            if error.isThePicturesFault { throw PictureFault(error.description) }
            throw APIError(
                .serviceUnavailable, .overloaded,
                error.description.prefix(1).uppercased() + error.description.dropFirst())
        }
    }
}

private struct WebFetcher: PictureFetcher {
    let fetcher: Fetcher
    let limits: Fetcher.Limits

    func fetch(_ url: String) async throws -> [UInt8] {
        do { return try await fetcher.fetch(url, limits) } catch let error as FetchError {
            throw PictureFault(error.description)
        }
    }
}
