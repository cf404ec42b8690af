import API
import AsyncHTTPClient
import Domain
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import Receipts
import ServiceLifecycle
import Storage
import Synchronization
import TestStorage
import Testing

/// A server on a port of its own, over a real store with one funded key; workers are played by the test.
final class Stand: Sendable {
    let folder: TemporaryDataFolder
    let time = ManualTime()
    let store: SQLiteStore
    let blobs: FileBlobStore
    let pool = TestPool()
    let fetcher = TestFetcher()
    let receiptKey = ReceiptKey()
    let key: IssuedKey
    let admin: IssuedKey
    let server: APIServer
    let port: Int
    let adminPort: Int
    private let group: ServiceGroup
    private let running: Task<Void, any Error>

    static let slug = "w2imgsd1.5-img2img"

    init(_ policy: JobPolicy = JobPolicy(), settings: ServiceSettings = ServiceSettings()) async throws {
        folder = try TemporaryDataFolder()
        store = try SQLiteStore(folder.data, policy: policy, time: time)
        blobs = FileBlobStore(folder.data, time: time)
        var request = KeyRequest(name: "test")
        request.credits = Money(microDollars: 1_000_000)
        key = try await store.createKey(request)
        var operatorKey = KeyRequest(name: "operator")
        operatorKey.permissions.scopes = [.admin]
        admin = try await store.createKey(operatorKey)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        server = APIServer(
            Services(
                settings: settings, store: store, blobs: blobs, workers: pool, inspector: TestInspector(),
                fetcher: fetcher, words: TestWords(), presets: [TestWords.preset],
                presetSample: { $0 == TestWords.preset.name ? Array("sample".utf8) : nil }, receiptKey: receiptKey,
                time: time, logger: logger))
        let (ports, found) = AsyncStream.makeStream(of: (isAdmin: Bool, port: Int).self)
        let clients = try server.clients(.init(host: "127.0.0.1", port: 0)) { found.yield((false, $0)) }
        let operators = try server.admin(.init(host: "127.0.0.1", port: 0)) { found.yield((true, $0)) }
        let group = ServiceGroup(services: [clients, operators, server.observer()], logger: logger)
        self.group = group
        running = Task { try await group.run() }
        var both: [Bool: Int] = [:]
        for await (isAdmin, port) in ports {
            both[isAdmin] = port
            if both.count == 2 { break }
        }
        port = both[false] ?? 0
        adminPort = both[true] ?? 0
    }

    /// Runs `body` and stops the server.
    static func with(
        _ policy: JobPolicy = JobPolicy(), settings: ServiceSettings = ServiceSettings(),
        _ body: (Stand) async throws -> Void
    ) async throws {
        let stand = try await Stand(policy, settings: settings)
        do { try await body(stand) } catch {
            try await stand.stop()
            throw error
        }
        try await stand.stop()
    }

    private func stop() async throws {
        await group.triggerGracefulShutdown()
        try await running.value
    }

    // MARK: Requests

    var base: String { "http://127.0.0.1:\(port)" }

    func send(
        _ method: HTTPMethod, _ path: String, headers: [String: String] = [:], body: [UInt8]? = nil,
        key: String?? = nil, isAdmin: Bool = false
    ) async throws -> Answer {
        var request = HTTPClientRequest(
            url: path.hasPrefix("http") ? path : "http://127.0.0.1:\(isAdmin ? adminPort : port)\(path)")
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let sent = key ?? self.key.key.text { request.headers.add(name: "x-api-key", value: sent) }
        if let body { request.body = .bytes(body) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 1 << 26)
        return Answer(
            status: Int(response.status.code), headers: response.headers, body: Array(bytes.readableBytesView))
    }

    func get(_ path: String, key: String?? = nil) async throws -> Answer { try await send(.GET, path, key: key) }

    func post(
        _ path: String, _ json: [String: Any], headers: [String: String] = [:], key: String?? = nil,
        isAdmin: Bool = false
    ) async throws -> Answer {
        try await send(
            .POST, path, headers: headers.merging(["content-type": "application/json"]) { first, _ in first },
            body: Array(try JSONSerialization.data(withJSONObject: json)), key: key, isAdmin: isAdmin)
    }

    /// A request that is accepted unless `changes` spoil it; a value of nil takes a parameter out.
    static func parameters(_ changes: [String: Any?] = [:]) -> [String: Any] {
        var parameters: [String: Any] = [
            "prompt": "pizza", "image": TestInspector.picture.base64, "seed": 7, "size": 512,
        ]
        for (name, value) in changes { parameters[name] = value }
        return parameters
    }

    /// Changes of a request, written as JSON; null takes a parameter out, and LONG is a text of 10,000 characters.
    static func changes(_ json: String) throws -> [String: Any?] {
        let long = json.replacing("LONG", with: String(repeating: "x", count: 10_000))
        let values = try JSONSerialization.jsonObject(with: Data(long.utf8)) as? [String: Any] ?? [:]
        return values.mapValues { $0 is NSNull ? nil : $0 }
    }

    @discardableResult
    func submit(_ changes: [String: Any?] = [:], headers: [String: String] = [:]) async throws -> Answer {
        try await post("/v2/\(Self.slug)", Self.parameters(changes), headers: headers)
    }

    // MARK: The worker's part

    static let worker = WorkerID("test worker")

    /// Claims the next job and completes it; answers what its task was.
    @discardableResult
    func work(_ finish: ((Claim) async throws -> Void)? = nil) async throws -> JobTask {
        let claim = try #require(await store.claim(by: Self.worker))
        let task = try JSONDecoder().decode(JobTask.self, from: Data(claim.task.utf8))
        if let finish { try await finish(claim) } else { try await complete(claim, task) }
        pool.say(.changed(claim.lease.job))
        return task
    }

    private func complete(_ claim: Claim, _ task: JobTask) async throws {
        let product = task.product, count = task.requests.reduce(0) { $0 + $1.samples }
        var outputs: [JobOutput] = []
        for index in 0..<(product == .ladder ? 0 : count) + (product == .pictures ? 0 : 1) {
            let bytes = Array("picture \(index)".utf8), isArchive = product == .pack && index == count
            outputs.append(
                JobOutput(
                    blob: try await blobs.put(bytes),
                    contentType: isArchive ? "application/zip" : task.format.contentType, byteCount: bytes.count,
                    size: task.request.size, seed: UInt64(bitPattern: task.request.seed) + UInt64(index)))
        }
        var report = JobReport(
            timings: .init(prepare: 0.5, steps: 12, decode: 0.5, step: 0.5), warnings: task.warnings)
        report.product = product
        report.pictures = try task.requests.map { request in
            let stencil = task.lettering.map(Recipe.Stencil.text) ?? .image(sha256: "ab", isMended: false)
            let recipe = Recipe(model: "model", precision: "bf16", stencil: stencil, request: request)
            return PictureReport(receipt: try receiptKey.signed(recipe), reading: task.expected.map(TestWords.reading))
        }
        report.replay = task.original.map { ReplayReport(report.pictures[0].receipt.recipe, original: $0) }
        try await store.complete(
            claim.lease,
            with: Completion(
                cost: claim.estimate, outputs: outputs, inferenceTime: .milliseconds(13_060),
                details: String(decoding: try JSONEncoder().encode(report), as: UTF8.self)))
    }

    /// What the key's account has; the books must agree.
    func balance() async throws -> Money {
        #expect(try await store.audit() == [])
        return try #require(await store.account(key.record.account)).balance
    }
}
