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

/// Draws texts as themselves; reads every picture as PIZZA.
struct TestWords: WordService {
    let families = ["DejaVu Sans", "Noto Sans"]

    static let preset = Preset(
        name: "gold", title: "Gold", theme: "luxury", prompt: "shiny gold", negativePrompt: "blurry",
        fonts: ["Missing", "Noto Sans"], settings: nil)

    static func reading(_ word: String) -> Reading {
        Reading(
            readability: word == "PIZZA" ? 0.9 : 0.2, readAs: "PIZZA",
            letters: word.map { Reading.Letter(text: String($0), readability: 0.9) })
    }

    func stencil(_ lettering: LetteringRequest, _ size: PictureSize, as format: StencilFormat) async throws -> [UInt8] {
        try await check(lettering, size)
        return Array("\(lettering.text) \(size) \(format)".utf8)
    }

    func check(_ lettering: LetteringRequest, _ size: PictureSize) async throws {
        if lettering.font == "Missing" { throw WordFault("the font Missing is not installed") }
    }

    func sample(ofFamily name: String) async throws -> [UInt8]? {
        families.contains(name) ? Array("sample of \(name)".utf8) : nil
    }

    func reading(of picture: [UInt8], expecting word: String) async throws -> Reading { Self.reading(word) }
}
