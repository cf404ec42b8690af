import Decoding
import Domain
import Generation
import Testing

struct WordsTests {
    private let decoder = PictureDecoder(program: Tiny.word2img)

    @Test func readsAPictureInAnotherProcess() async throws {
        let words = Words(decoder: decoder, program: Tiny.word2img)
        let size = PictureSize(width: 512, height: 512)
        let stencil = try await words.stencil(LetteringRequest(text: "HELLO"), size, as: .png)
        let right = try await words.reading(of: stencil, expecting: "HELLO")
        #expect(right.readability >= 0.8 && right.readAs == "HELLO")
        let wrong = try await words.reading(of: stencil, expecting: "-WORLD")
        #expect(wrong.readability < 0.8 && wrong.readAs == "HELLO")
    }

    @Test func aReaderThatDiesIsTheRequestsFaultAlone() async throws {
        let words = Words(decoder: decoder, program: "/bin/false")
        let size = PictureSize(width: 64, height: 64)
        let stencil = try await words.stencil(LetteringRequest(text: "A"), size, as: .png)
        await #expect(throws: WordFault.self) { try await words.reading(of: stencil, expecting: "A") }
    }

    @Test func whatIsNoPictureIsSaid() async throws {
        let words = Words(decoder: decoder, program: Tiny.word2img)
        await #expect(throws: WordFault.self) { try await words.reading(of: Array("<html>".utf8), expecting: "A") }
    }
}
