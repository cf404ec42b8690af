extension Bitmap {
    /// Flattens RGBA, `[height, width, 4]`, alpha not premultiplied, onto white, as if printed on paper.
    ///
    /// A word drawn in a light colour on nothing would vanish there, and with it what the picture is for. So the
    /// ground is black where what can be seen of the picture is lighter than three quarters of white on average.
    package init(width: Int, height: Int, flattening samples: UnsafeBufferPointer<UInt8>) {
        precondition(samples.count == width * height * 4)
        let ground = Self.isLight(samples) ? 0 : 255
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { result, count in
            for pixel in 0..<width * height {
                let alpha = Int(samples[pixel * 4 + 3])
                for channel in 0..<3 {
                    let sum = Int(samples[pixel * 4 + channel]) * alpha + ground * (255 - alpha)
                    result[pixel * 3 + channel] = UInt8((sum + 127) / 255)
                }
            }
            count = width * height * 3
        }
        self.init(width: width, height: height, pixels: pixels)
    }

    /// A share of 255, by BT.601's weights.
    private static let lightness = 0.75

    private static func isLight(_ samples: UnsafeBufferPointer<UInt8>) -> Bool {
        var light = 0, weight = 0
        for start in stride(from: 0, to: samples.count, by: 4) {
            let alpha = Int(samples[start + 3])
            let luma = 299 * Int(samples[start]) + 587 * Int(samples[start + 1]) + 114 * Int(samples[start + 2])
            light += luma * alpha
            weight += alpha
        }
        return Double(light) > lightness * 255_000 * Double(weight)
    }
}
