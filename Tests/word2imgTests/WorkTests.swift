import Domain
import Foundation
import Imaging
import Storage
import TestSupport
import Testing

/// The real worker, on a tiny model.
@Suite(.timeLimit(.minutes(5))) struct WorkTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func worker(_ data: DataFolder, _ options: String...) -> Program {
        Program(arguments: ["work", "--data", data.path, "--worker-id", "one"] + options)
    }

    private func submit(to store: SQLiteStore, _ key: KeyID, picture: [UInt8], samples: Int = 1) async throws -> JobID {
        var request = GenerationRequest(prompt: "a word made of pizza")
        (request.numInferenceSteps, request.seed, request.samples) = (2, 7, samples)
        request.size = PictureSize(width: 64, height: 64)
        var random = SystemRandomNumberGenerator()
        var submission = Submission(
            id: JobID(using: &random), key: key, model: "model", inputs: "{}",
            task: String(decoding: try JSONEncoder().encode(JobTask([request])), as: UTF8.self),
            estimate: Money(microDollars: 5000))
        submission.picture = .inline(picture)
        return try await store.submit(submission).job
    }

    private func ended(_ id: JobID, _ store: SQLiteStore, _ key: KeyID) async throws -> Job {
        while true {
            let job = try #require(try await store.job(id, of: key))
            if job.state.isTerminal { return job }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test func drawsUntilItIsAskedToLeave() async throws {
        let data = try DataFolder(at: folder.path("data")), store = try SQLiteStore(data)
        var request = KeyRequest(name: "key")
        request.credits = Money(microDollars: 1_000_000)
        let key = try await store.createKey(request).record.id
        let running = try worker(data, "--model", TinyModel.folder).start()

        let stencil = try Bitmap(width: 64, height: 64, colour: .white).encoded(as: .png)
        let good = try await submit(to: store, key, picture: stencil, samples: 2)
        let bad = try await submit(to: store, key, picture: Array("GIF89a, or so".utf8))
        let job = try await ended(good, store, key)
        #expect(job.state == .completed && job.outputs.map(\.seed) == [7, 8])
        for output in job.outputs {
            let file = try #require(try await FileBlobStore(data).bytes(of: output.blob))
            #expect(file.count == output.byteCount)
            let bitmap = try Bitmap(decoding: file)
            #expect(bitmap.width == 64 && bitmap.height == 64 && EmbeddedRecipe.read(from: file) != nil)
        }
        #expect(try await ended(bad, store, key).failure?.code == .invalidImage)

        running.process.terminate()
        let result = try running.end()
        #expect(result.code == 0 && result.output.isEmpty)
        // Log lines tell which request they belong to.
        #expect(result.errorLines.contains { $0.contains(good.text) })
        #expect(try await store.audit() == [])
    }

    @Test func saysWhatIsWrong() throws {
        let data = try DataFolder(at: folder.path("data"))
        let noModel = try worker(data, "--model", folder.path("nothing")).run()
        #expect(noModel.code == 2 && noModel.errorLines.count == 1 && noModel.errors.contains(folder.path("nothing")))
        let noFolder = try Program(arguments: ["work", "--data", folder.path("nowhere")]).run()
        #expect(noFolder.code == 2 && noFolder.errors.contains("nowhere"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("nowhere")))
        let long = folder.path(String(repeating: "x", count: 100)) + "/server.sock"
        let longPath = try worker(data, "--model", TinyModel.folder, "--server-socket", long).run()
        #expect(longPath.code == 1 && longPath.errors.contains("shorter path"))
        let policy = try worker(data, "--model", TinyModel.folder, "--policy", "{}").run()
        #expect(policy.code == 2 && policy.errors.contains("--policy"))
    }
}
