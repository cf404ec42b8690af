/// The named formats of a pack, in pixels that the engine draws well.
public enum PackFormat: String, Sendable, Hashable, CaseIterable {
    /// 1 : 1, for a post.
    case square
    /// 9 : 16, for a story.
    case story
    /// 2 : 1, for a page's head.
    case banner
    /// 1 : 1.41, upright, for print.
    case a4

    public var size: PictureSize {
        switch self {
        case .square: PictureSize(width: 768, height: 768)
        case .story: PictureSize(width: 576, height: 1024)
        case .banner: PictureSize(width: 1024, height: 512)
        case .a4: PictureSize(width: 720, height: 1016)
        }
    }

    /// Of a size's files: `square`, or `640x512` where it has no name.
    public static func name(of size: PictureSize) -> String {
        allCases.first { $0.size == size }?.rawValue ?? "\(size.width)x\(size.height)"
    }
}
