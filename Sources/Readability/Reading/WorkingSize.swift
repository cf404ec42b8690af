internal import Foundation
internal import Imaging

/// The sizes at which pictures are looked at, as the side of a square of the same area.
enum WorkingSize {
    static let full = 288
    static let blurred = 160

    /// Three channels in 0...1, reduced (never enlarged) to about that size.
    static func planes(of picture: Bitmap, _ size: Int) -> [Plane] {
        let scale = min(Double(size) / (Double(picture.width) * Double(picture.height)).squareRoot(), 1)
        return planes(
            of: picture, width: max(Int((Double(picture.width) * scale).rounded()), 1),
            height: max(Int((Double(picture.height) * scale).rounded()), 1))
    }

    static func planes(of picture: Bitmap, width: Int, height: Int) -> [Plane] {
        (0..<3).map { channel in
            let values = stride(from: channel, to: picture.pixels.count, by: 3).map { Float(picture.pixels[$0]) / 255 }
            return Plane(width: picture.width, height: picture.height, values: values)
                .resized(width: width, height: height)
        }
    }
}
