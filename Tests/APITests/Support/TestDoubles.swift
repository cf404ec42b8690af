import API
import Domain
import Synchronization

/// Stands for the worker processes: counts what it is told, says what the test tells it to.
final class TestPool: WorkerPool {
    private let state = Mutex<(wakes: Int, streams: [AsyncStream<WorkerEvent>.Continuation])>((0, []))

    var wakes: Int { state.withLock { $0.wakes } }
    var alive: Int { 1 }
    var restarts: Int { 0 }

    func wake() { state.withLock { $0.wakes += 1 } }

    func events() -> AsyncStream<WorkerEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: WorkerEvent.self)
        state.withLock { $0.streams.append(continuation) }
        return stream
    }

    func say(_ event: WorkerEvent) {
        for stream in state.withLock({ $0.streams }) { stream.yield(event) }
    }
}

/// Takes one picture alone.
struct TestInspector: PictureInspector {
    static let picture = Array("a picture".utf8)

    func inspect(_ bytes: [UInt8]) async throws {
        if !bytes.starts(with: Self.picture) { throw PictureFault("it is no picture") }
    }
}

/// The web: what a test puts there.
final class TestFetcher: PictureFetcher {
    private let pages = Mutex<[String: [UInt8]]>([:])

    func put(_ bytes: [UInt8], at url: String) { pages.withLock { $0[url] = bytes } }

    func fetch(_ url: String) async throws -> [UInt8] {
        guard let bytes = pages.withLock({ $0[url] }) else { throw PictureFault("\(url) answered 404") }
        return bytes
    }
}
