import Decoding
import Foundation
import Imaging
import Testing

/// With children that do what a picture could make of one.
struct BadChildTests {
    private let file: [UInt8]

    init() throws { file = try PictureFile.bytes("rgb.png") }

    @Test func oneThatHangsIsKilled() async throws {
        let program = try await FakeProgram("exec cat > /dev/null")
        let decoder = PictureDecoder(program: program.path, deadline: .milliseconds(100))
        #expect(await failure(decoder) == .timedOut(.milliseconds(100)))
        #expect(decoder.childID == nil)
    }

    @Test func oneThatTakesNothingIsKilled() async throws {
        let program = try await FakeProgram("exec sleep 60")
        let decoder = PictureDecoder(program: program.path, deadline: .milliseconds(100))
        let large = file + Array(repeating: 0, count: 10 << 20)
        await #expect(throws: PictureDecoderError.timedOut(.milliseconds(100))) { try await decoder.decode(large) }
    }

    @Test func oneThatCrashesIsReplaced() async throws {
        let program = try await FakeProgram("head -c 5 > /dev/null; kill -SEGV $$")
        let decoder = PictureDecoder(program: program.path)
        #expect(await failure(decoder) == .crashed)
        #expect(await failure(decoder) == .crashed)
        #expect(decoder.starts == 2)
    }

    /// A width of 2 and a height of 3, and pixels for less; a format that there is not; more pixels than allowed; a sentence
    /// without end; an answer that is none.
    @Test(arguments: [
        #"\002\001\002\000\000\000\003\000\000\000abc"#, #"\002\011\002\000\000\000\003\000\000\000"#,
        #"\002\001\377\377\377\377\377\377\377\377"#, #"\002\001\000\000\000\000\003\000\000\000"#,
        #"\003\001\377\377\377\377"#, #"\003\000\001\000\000\000x"#, #"\011"#,
    ])
    func oneThatLiesIsNotBelieved(answer: String) async throws {
        let program = try await FakeProgram("head -c \(5 + file.count) > /dev/null; printf '\(answer)'")
        let decoder = PictureDecoder(program: program.path)
        await #expect(throws: PictureDecoderError.crashed) { try await decoder.decode(file) }
    }

    @Test func oneThatDoesNotStartIsTheServersFault() async throws {
        for path in ["/no/such/program", "/bin/false"] {
            let error = await failure(PictureDecoder(program: path))
            guard case .unavailable(let reason) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(reason.contains(path))
            #expect(error?.isThePicturesFault == false)
        }
    }

    @Test func nobodyWaitsForEver() async throws {
        let program = try await FakeProgram("exec cat > /dev/null")
        let decoder = PictureDecoder(program: program.path, deadline: .milliseconds(300), waitLimit: .milliseconds(100))
        let failures = await withTaskGroup { group in
            for _ in 0..<3 { group.addTask { await failure(decoder) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(failures.count { $0 == .timedOut(.milliseconds(300)) } == 1)
        #expect(failures.count { $0 == .busy } == 2)
    }

    /// A fault that may have been the machine's is not remembered as the picture's.
    @Test func crashesAreTriedAgain() async throws {
        let program = try await FakeProgram("head -c 5 > /dev/null; exit 1")
        let decoder = PictureDecoder(program: program.path)
        for _ in 1...2 {
            await #expect(throws: PictureDecoderError.crashed) { try await decoder.inspect(file) }
        }
        #expect(decoder.starts == 2)
    }

    private func failure(_ decoder: PictureDecoder) async -> PictureDecoderError? {
        do {
            _ = try await decoder.decode(file)
            return nil
        } catch { return error as? PictureDecoderError }
    }
}
