internal import Imaging

/// Why a picture was not decoded.
public enum PictureDecoderError: Error, Sendable, Hashable {
    /// What the picture is stands in the sentence, with what to do about it.
    case refused(Reason, String)
    /// Decoding it took longer than the deadline.
    case timedOut(Duration)
    /// The process that decoded it died of it, most likely because it needs too much memory.
    case crashed
    /// Too many pictures were in line before it.
    case busy
    /// The process that decodes can't be started.
    case unavailable(String)

    public enum Reason: UInt8, Sendable, Hashable {
        case notAPicture = 1
        case tooLarge, damaged, unsupported
    }

    /// Whether it is the picture's fault and not the server's.
    public var isThePicturesFault: Bool {
        switch self {
        case .refused, .timedOut, .crashed: true
        case .busy, .unavailable: false
        }
    }
}

extension PictureDecoderError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(_, let sentence): sentence
        case .timedOut(let deadline):
            "decoding the picture took longer than \(deadline.components.seconds) seconds; save it anew as PNG or JPEG"
        case .crashed: "decoding the picture takes too much memory, or fails; save it anew as PNG or JPEG"
        case .busy: "too many pictures wait to be decoded; try again later"
        case .unavailable(let reason): "pictures can't be decoded: \(reason)"
        }
    }
}

extension PictureDecoderError.Reason {
    /// nil for what is not the picture's fault.
    init?(_ error: ImagingError) {
        switch error {
        case .notAPicture: self = .notAPicture
        case .tooManyBytes, .tooManyPixels: self = .tooLarge
        case .damaged: self = .damaged
        case .unsupported: self = .unsupported
        case .size, .quality, .fileName, .recipeTooLong, .unwritable, .library: return nil
        }
    }
}
