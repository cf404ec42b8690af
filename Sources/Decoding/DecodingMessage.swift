internal import Imaging

/// What the two processes say to each other. Numbers are little-endian.
///
///     the child begins:  1 byte, `ready`, when it is in its sandbox
///     request:           1 byte, the wish;  4 bytes, the file's length;  the file
///     answer, a picture: 1 byte, `picture`;  1 byte, the format;  4 and 4 bytes, width and height;
///                        if pixels were wished for, 3 bytes a pixel
///     answer, refused:   1 byte, `refused`;  1 byte, the reason;  4 bytes, the sentence's length;  the sentence, UTF-8
enum DecodingMessage {
    enum Wish: UInt8 {
        case summary = 1
        case pixels
    }

    enum Answer: UInt8 {
        case ready = 1
        case picture, refused
    }

    /// In the order of their numbers, from 1 on.
    static let formats: [PictureFormat] = [.png, .jpeg, .webp, .gif, .tiff]

    static let requestHeadLength = 5
    /// Of an answer, behind its first byte.
    static let pictureHeadLength = 9, refusalHeadLength = 5
    /// The longest sentence, in bytes. The child is not trusted.
    static let sentenceLimit = 4096

    static func bytes(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }

    /// Of the first four bytes.
    static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
