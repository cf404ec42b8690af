import Decoding
import Foundation
import Imaging
import Testing

/// With the real program as the child.
struct PictureDecoderTests {
    /// The sandbox keeps no decoder from its work: each file gives what it gives without one.
    @Test func decodesAsWithoutASandbox() async throws {
        let decoder = PictureDecoder(program: BuiltProgram.word2img)
        var count = 0
        for name in PictureFile.names {
            let file = try PictureFile.bytes(name)
            do {
                let expected = try Bitmap(decoding: file)
                #expect(try await decoder.decode(file) == expected, "\(name)")
                let format = try #require(PictureFormat(magic: file))
                let summary = PictureSummary(format: format, width: expected.width, height: expected.height)
                #expect(try await decoder.inspect(file) == summary, "\(name)")
                count += 1
            } catch let error as ImagingError {
                for result in [
                    await failure { try await decoder.inspect(file) }, await failure { try await decoder.decode(file) },
                ] {
                    guard case .refused(_, error.description) = result else {
                        Issue.record("\(name): \(String(describing: result)), not \(error)")
                        continue
                    }
                }
            }
        }
        #expect(count > 20)
        #expect(decoder.starts == 1)
    }

    @Test func whatIsNoPictureIsRefused() async throws {
        let decoder = PictureDecoder(program: BuiltProgram.word2img)
        let png = try PictureFile.bytes("rgb.png")
        let refusals: [(file: [UInt8], reason: PictureDecoderError.Reason, words: String)] = [
            ([], .notAPicture, "an empty file"),
            (Array("<svg></svg>".utf8), .notAPicture, "SVG"),
            ((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7919) }, .notAPicture, "not a picture"),
            (Array(png.prefix(png.count / 2)), .damaged, "damaged"),
            (PictureFile.bomb(width: 50_000, height: 50_000), .tooLarge, "50000 x 50000"),
            (PictureFile.bomb(width: 2_000_000_000, height: 2_000_000_000), .damaged, "PNG"),
        ]
        for refusal in refusals {
            let error = await failure { try await decoder.inspect(refusal.file) }
            guard case .refused(refusal.reason, let sentence) = error else {
                Issue.record("\(refusal.words): \(String(describing: error))")
                continue
            }
            #expect(sentence.contains(refusal.words), "\(sentence)")
            #expect(error?.isThePicturesFault == true)
        }
        #expect(decoder.starts == 1)
    }

    @Test func itsLimitsHold() async throws {
        let file = try PictureFile.bytes("rgb.png")  // 48 x 32
        let few = PictureDecoder(program: BuiltProgram.word2img, limits: DecodingLimits(pixels: 1535))
        guard case .refused(.tooLarge, _) = await failure({ try await few.decode(file) }) else {
            Issue.record("1536 pixels were decoded")
            return
        }
        let short = PictureDecoder(program: BuiltProgram.word2img, limits: DecodingLimits(bytes: file.count - 1))
        guard case .refused(.tooLarge, _) = await failure({ try await short.inspect(file) }) else {
            Issue.record("\(file.count) bytes were decoded")
            return
        }
        #expect(short.starts == 0)
    }

    /// The memory that the child has suffices for what it is to decode.
    @Test func theLargestPictureFits() async throws {
        let limits = DecodingLimits()
        let file = try Bitmap(width: 10_000, height: limits.pixels / 10_000, colour: .white).encoded(as: .png)
        let decoder = PictureDecoder(program: BuiltProgram.word2img, deadline: .seconds(300))
        #expect(try await decoder.inspect(file).width == 10_000)
        #expect(try await decoder.decode(file).pixels.count == limits.pixels * 3)
    }

    @Test func theSameFileIsDecodedOnce() async throws {
        let file = try PictureFile.bytes("rgb.png")
        let decoder = PictureDecoder(program: BuiltProgram.word2img)
        let first = try await decoder.inspect(file), bad = await failure { try await decoder.inspect([1]) }
        // With nobody there to decode it.
        kill(try #require(decoder.childID), SIGSTOP)
        #expect(try await decoder.inspect(file) == first)
        #expect(await failure { try await decoder.inspect([1]) } == bad)
        #expect(bad != nil)
    }

    @Test(.timeLimit(.minutes(10))) func aChildThatDiesCostsOnePicture() async throws {
        let file = try PictureFile.bytes("rgb.png")
        let decoder = PictureDecoder(program: BuiltProgram.word2img, deadline: .seconds(300))
        let expected = try await decoder.decode(file)
        var lost: PictureDecoderError?
        // Again if the child was killed before it had the picture: then another one did the work.
        while lost == nil {
            let child = try #require(decoder.childID)
            kill(child, SIGSTOP)
            async let error = failure { try await decoder.decode(file) }
            try await Task.sleep(for: .milliseconds(50))
            kill(child, SIGKILL)
            lost = await error
        }
        #expect(lost == .crashed)
        #expect(try await decoder.decode(file) == expected)
    }

    @Test func aDeadChildIsReplacedBeforeAPictureIsLost() async throws {
        let file = try PictureFile.bytes("rgb.png")
        let decoder = PictureDecoder(program: BuiltProgram.word2img)
        let expected = try await decoder.decode(file)
        let child = try #require(decoder.childID)
        kill(child, SIGKILL)
        while kill(child, 0) == 0 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(try await decoder.decode(file) == expected)
        #expect(decoder.starts == 2)
    }

    @Test func theChildLeavesWithItsDecoder() async throws {
        var decoder: PictureDecoder? = PictureDecoder(program: BuiltProgram.word2img)
        _ = try await decoder?.decode(PictureFile.bytes("rgb.png"))
        let child = try #require(decoder?.childID)
        decoder = nil
        while kill(child, 0) == 0 { try await Task.sleep(for: .milliseconds(5)) }
    }

    /// Those of the child, as the kernel has them.
    @Test func theChildIsShutIn() async throws {
        let decoder = PictureDecoder(program: BuiltProgram.word2img)
        _ = try await decoder.inspect(PictureFile.bytes("rgb.png"))
        let child = try #require(decoder.childID)
        let status = try String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8)
        #expect(status.contains("NoNewPrivs:\t1") && status.contains("Seccomp:\t2"))
        let limits = try String(contentsOfFile: "/proc/\(child)/limits", encoding: .utf8)
        let unlimited = limits.split(separator: "\n").filter { line in
            ["Max cpu time", "Max file size", "Max core file size", "Max address space"].contains { line.hasPrefix($0) }
                && line.contains("unlimited")
        }
        #expect(unlimited == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: "/proc/\(child)/fd").sorted() == ["0", "1", "2"])
        let environment = try String(contentsOfFile: "/proc/\(child)/environ", encoding: .utf8)
        #expect(!environment.contains("HOME=") && !environment.contains("PATH=/"))
    }
}

private func failure<Value>(_ body: () async throws -> Value) async -> PictureDecoderError? {
    do {
        _ = try await body()
        return nil
    } catch { return error as? PictureDecoderError }
}
