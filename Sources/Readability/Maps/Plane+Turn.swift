internal import Foundation

extension Plane {
    /// Turned about its middle by `degrees` clockwise, the frame as large as it was, 0 where nothing was.
    package func turned(by degrees: Int) -> Plane {
        if degrees == 0 { return self }
        let angle = Float(degrees) * .pi / 180, (sine, cosine) = (sin(angle), cos(angle))
        let (middleX, middleY) = (Float(width - 1) / 2, Float(height - 1) / 2)
        var result = Plane(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width {
                let (right, down) = (Float(x) - middleX, Float(y) - middleY)
                result.values[y * width + x] = sample(
                    middleX + cosine * right + sine * down, middleY - sine * right + cosine * down)
            }
        }
        return result
    }

    /// Linear between pixels; 0 outside.
    func sample(_ x: Float, _ y: Float) -> Float {
        let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
        guard left >= 0, top >= 0, left < width - 1, top < height - 1 else { return 0 }
        let (shareX, shareY) = (x - Float(left), y - Float(top)), place = top * width + left
        let upper = values[place] * (1 - shareX) + values[place + 1] * shareX
        let lower = values[place + width] * (1 - shareX) + values[place + width + 1] * shareX
        return upper * (1 - shareY) + lower * shareY
    }
}
