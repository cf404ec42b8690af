public import Decoding
public import Domain
internal import Imaging
internal import Lettering
internal import Processes
internal import Synchronization

/// Letters and reads words on threads of their own.
public final class Words: WordService {
    public let families: [String]
    private let decoder: PictureDecoder
    private let reader: ReadingChild
    private let turns = Mutex(())

    /// - Parameters:
    ///   - decoder: of clients' pictures.
    ///   - program: a word2img, which reads them in a process of its own.
    public init(decoder: PictureDecoder, program: String) {
        self.decoder = decoder
        reader = ReadingChild(program: program)
        families = FontFamily.installed()
    }

    public func stencil(
        _ lettering: LetteringRequest, _ size: PictureSize, as format: StencilFormat
    ) async throws -> [UInt8] {
        let stencil = try await drawn(lettering, size)
        switch format {
        case .png: return try Bitmap(width: stencil.width, height: stencil.height, grey: stencil.grey).encoded(as: .png)
        case .svg: return Array(stencil.svg.utf8)
        }
    }

    public func check(_ lettering: LetteringRequest, _ size: PictureSize) async throws {
        _ = try await drawn(lettering, size)
    }

    private func drawn(_ lettering: LetteringRequest, _ size: PictureSize) async throws -> Stencil {
        try await PlainThread.run {
            do { return try Stencil(lettering: lettering.text, lettering.options(size)) } catch let error
                as LetteringError
            {
                throw WordFault(error.description)
            }
        }
    }

    public func sample(ofFamily name: String) async throws -> [UInt8]? {
        guard families.contains(name) else { return nil }
        return try await PlainThread.run {
            let sample = try FontFamily.sample(of: name)
            return try Bitmap(width: sample.width, height: sample.height, grey: sample.grey).encoded(as: .png)
        }
    }

    public func reading(of picture: [UInt8], expecting word: String) async throws -> Reading {
        let bitmap: Bitmap
        do { bitmap = try await decoder.decode(picture) } catch let error as PictureDecoderError
            where error.isThePicturesFault
        {
            throw WordFault(error.description)
        }
        return try await PlainThread.run { [self] in
            try turns.withLock { _ in try reader.reading(of: bitmap, expecting: word) }
        }
    }
}
