internal import Foundation
internal import Imaging
internal import Processes

/// The parent's side of one child. Whatever it throws, the child is of no more use, except for
/// ``PictureDecoderError/refused(_:_:)``.
final class DecoderChild: Sendable {
    let process: ChildProcess
    private let connection: StreamSocket

    /// A loaded machine takes its time to start a program.
    private static let startTime = Duration.seconds(30)

    init(program path: String, arguments: [String]) throws(PictureDecoderError) {
        do {
            let (own, childs) = try StreamSocket.pair()
            var program = ChildProgram(path, arguments: arguments)
            program.input = .socket(childs)
            program.environment = Self.environment
            process = try ChildProcess(program)
            connection = own
        } catch {
            throw .unavailable("\(error)")
        }
        do {
            let greeting = try connection.read(1, by: .now + Self.startTime)
            guard greeting == [DecodingMessage.Answer.ready.rawValue] else { throw ProcessError.closed }
        } catch {
            process.send(signal: SIGKILL)
            throw .unavailable("\(path) \(arguments.joined(separator: " ")) does not start: \(error)")
        }
    }

    deinit { process.send(signal: SIGKILL) }

    func summary(
        of file: [UInt8], _ limits: DecodingLimits, deadline: Duration
    ) throws(PictureDecoderError) -> PictureSummary {
        try exchange(deadline) { (end) throws(ProcessError) in
            try request(.summary, file, by: end)
            return try answer(limits, by: end)
        }.get()
    }

    func bitmap(of file: [UInt8], _ limits: DecodingLimits, deadline: Duration) throws(PictureDecoderError) -> Bitmap {
        try exchange(deadline) { (end) throws(ProcessError) in
            try request(.pixels, file, by: end)
            switch try answer(limits, by: end) {
            case .failure(let refusal): return .failure(refusal)
            case .success(let picture):
                let pixels = try connection.read(picture.width * picture.height * 3, by: end)
                return .success(Bitmap(width: picture.width, height: picture.height, pixels: pixels))
            }
        }.get()
    }

    private func exchange<Value>(
        _ deadline: Duration,
        _ body: (ContinuousClock.Instant) throws(ProcessError) -> Result<Value, PictureDecoderError>
    ) throws(PictureDecoderError) -> Result<Value, PictureDecoderError> {
        do { return try body(.now + deadline) } catch {
            throw error == .timedOut ? .timedOut(deadline) : .crashed
        }
    }

    private func request(
        _ wish: DecodingMessage.Wish, _ file: [UInt8], by end: ContinuousClock.Instant
    ) throws(ProcessError) {
        try connection.write([wish.rawValue] + DecodingMessage.bytes(file.count), by: end)
        try connection.write(file, by: end)
    }

    /// The child may say anything: what makes no sense counts as a crash.
    private func answer(
        _ limits: DecodingLimits, by end: ContinuousClock.Instant
    ) throws(ProcessError) -> Result<PictureSummary, PictureDecoderError> {
        switch DecodingMessage.Answer(rawValue: try connection.read(1, by: end)[0]) {
        case .picture:
            let head = try connection.read(DecodingMessage.pictureHeadLength, by: end)
            let width = DecodingMessage.number(head[1...]), height = DecodingMessage.number(head[5...])
            let formats = DecodingMessage.formats, format = Int(head[0]) - 1
            let (pixels, overflows) = width.multipliedReportingOverflow(by: height)
            guard formats.indices.contains(format), width > 0, height > 0, !overflows, pixels <= limits.pixels else {
                throw .closed
            }
            return .success(PictureSummary(format: formats[format], width: width, height: height))
        case .refused:
            let head = try connection.read(DecodingMessage.refusalHeadLength, by: end)
            let count = DecodingMessage.number(head[1...])
            guard let reason = PictureDecoderError.Reason(rawValue: head[0]), count <= DecodingMessage.sentenceLimit
            else { throw .closed }
            return .failure(.refused(reason, String(decoding: try connection.read(count, by: end), as: UTF8.self)))
        case .ready, nil: throw .closed
        }
    }

    /// Where its libraries are, and nothing that a stranger's picture has no business to know.
    private static var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter { $0.key == "LD_LIBRARY_PATH" }
    }
}
