public import Domain
public import Imaging

/// Where the word comes from that a task's pictures show.
public enum WordSource: Sendable {
    /// Lettered anew for each size.
    case lettering(LetteringRequest)
    /// A picture file, decoded.
    case picture(Bitmap, file: [UInt8])

    func control(_ size: PictureSize, isMended: Bool) throws -> ControlPicture {
        switch self {
        case .lettering(let lettering): try ControlPicture(lettering, size)
        case .picture(let bitmap, let file): try ControlPicture(decoded: bitmap, file: file, size, isMended: isMended)
        }
    }
}
