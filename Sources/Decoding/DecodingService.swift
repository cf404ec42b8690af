internal import Foundation
public import Imaging
internal import Processes

/// The child's side: decodes what comes in on standard input, which is a connection, and answers there.
///
/// It has no network, no files, no other processes, and bounded memory and time. Nothing that a picture makes of it can
/// reach further than its answer.
public struct DecodingService {
    private let limits: DecodingLimits
    private let deadline: Duration

    /// - Parameter deadline: for one picture. The parent keeps it; the child sees to it that it does not live much longer
    ///   without a parent.
    public init(limits: DecodingLimits, deadline: Duration) {
        self.limits = limits
        self.deadline = deadline
    }

    /// Until the parent closes the connection.
    public func run() throws {
        // Libraries load what they need while they still can.
        for encoding in [PictureEncoding.png, .jpeg(), .webp()] {
            _ = try Bitmap(decoding: Bitmap(width: 8, height: 8, colour: .white).encoded(as: encoding))
        }
        let requests = PictureDecoder.requestsPerChild
        try ResourceLimits(addressSpace: addressSpace, cpuTime: deadline * requests).apply()
        try Sandbox.enter()
        try write([DecodingMessage.Answer.ready.rawValue])
        while let head = try read(DecodingMessage.requestHeadLength) {
            guard let wish = DecodingMessage.Wish(rawValue: head[0]) else { throw ProcessError.closed }
            let count = DecodingMessage.number(head[1...])
            guard count <= limits.bytes, let file = try read(count) else { throw ProcessError.closed }
            // The parent kills it sooner, unless that has been killed itself.
            alarm(UInt32(clamping: deadline.components.seconds * 2 + 1))
            try answer(wish, file)
            alarm(0)
        }
    }

    /// Room for the program, and for a picture in all the shapes that it passes through.
    private var addressSpace: Int { 1 << 30 + 24 * limits.pixels }

    private func answer(_ wish: DecodingMessage.Wish, _ file: [UInt8]) throws {
        do {
            let picture = try Bitmap(decoding: file, limits: limits)
            let format = PictureFormat(magic: file).flatMap(DecodingMessage.formats.firstIndex) ?? 0
            try write(
                [DecodingMessage.Answer.picture.rawValue, UInt8(format + 1)] + DecodingMessage.bytes(picture.width)
                    + DecodingMessage.bytes(picture.height))
            if wish == .pixels { try write(picture.pixels) }
        } catch let error as ImagingError {
            // What is no fault of the picture ends this process: the next one may do better.
            guard let reason = PictureDecoderError.Reason(error) else { throw error }
            let sentence = error.description.utf8.prefix(DecodingMessage.sentenceLimit)
            try write(
                [DecodingMessage.Answer.refused.rawValue, reason.rawValue] + DecodingMessage.bytes(sentence.count)
                    + sentence)
        }
    }

    /// nil at the end of the input, or when it ends on the way.
    private func read(_ count: Int) throws -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count), done = 0
        while done < count {
            let moved = bytes.withUnsafeMutableBytes {
                Foundation.read(STDIN_FILENO, $0.baseAddress! + done, count - done)
            }
            if moved == 0 { return nil }
            if moved < 0 && errno != EINTR { throw ProcessError.closed }
            done += max(moved, 0)
        }
        return bytes
    }

    private func write(_ bytes: [UInt8]) throws {
        var done = 0
        while done < bytes.count {
            let moved = bytes.withUnsafeBytes {
                Foundation.write(STDOUT_FILENO, $0.baseAddress! + done, bytes.count - done)
            }
            if moved < 0 && errno != EINTR { throw ProcessError.closed }
            done += max(moved, 0)
        }
    }
}
