extension ReferenceTensor {
    public func linear(_ weight: Weight, activation: Activation, plus: ReferenceTensor?) -> ReferenceTensor {
        let cin = shape.channels, cout = weight.shape[0]
        precondition(weight.shape == [cout, cin], "\(shape) · \(weight.shape)ᵀ")
        let product = ReferenceTensor(shape: shape.with(channels: cout)) { out in
            storage.withUnsafeBufferPointer { x in
                for row in 0..<shape.count / cin {
                    let sums = UnsafeMutableBufferPointer(rebasing: out[row * cout..<(row + 1) * cout])
                    weight.startSums(sums)
                    weight.accumulate(UnsafeBufferPointer(rebasing: x[row * cin..<(row + 1) * cin]), tap: 0, into: sums)
                }
            }
        }
        return product.finished(activation, plus)
    }

    public func gatedLinear(_ weight: Weight) -> ReferenceTensor {
        let both = linear(weight), half = both.shape.channels / 2
        precondition(both.shape.channels == 2 * half)
        return ReferenceTensor(shape: shape.with(channels: half)) { out in
            for index in 0..<out.count {
                let value = index / half * 2 * half + index % half
                out[index] = both.storage[value] * Activation.gelu(both.storage[value + half])
            }
        }
    }

    public func convolution(
        _ weight: Weight, stride: Int, padding: Padding, activation: Activation, plus: ReferenceTensor?
    ) -> ReferenceTensor {
        let n = shape[0], height = shape[1], width = shape[2], cin = shape[3]
        let cout = weight.shape[0], kh = weight.shape[2], kw = weight.shape[3]
        precondition(shape.rank == 4 && weight.shape[1] == cin, "\(shape) * \(weight.shape)")
        let before = padding.before(kernel: kh), both = padding.sum(kernel: kh)
        let outHeight = (height + both - kh) / stride + 1, outWidth = (width + both - kw) / stride + 1

        let result = ReferenceTensor(shape: [n, outHeight, outWidth, cout]) { out in
            storage.withUnsafeBufferPointer { x in
                for pixel in 0..<n * outHeight * outWidth {
                    let image = pixel / (outHeight * outWidth)
                    let top = pixel / outWidth % outHeight * stride - before, left = pixel % outWidth * stride - before
                    let sums = UnsafeMutableBufferPointer(rebasing: out[pixel * cout..<(pixel + 1) * cout])
                    weight.startSums(sums)
                    for tap in 0..<kh * kw {
                        let y = top + tap / kw, x0 = left + tap % kw
                        guard (0..<height).contains(y), (0..<width).contains(x0) else { continue }
                        let start = ((image * height + y) * width + x0) * cin
                        weight.accumulate(UnsafeBufferPointer(rebasing: x[start..<start + cin]), tap: tap, into: sums)
                    }
                }
            }
        }
        return result.finished(activation, plus)
    }

    private func finished(_ activation: Activation, _ plus: ReferenceTensor?) -> ReferenceTensor {
        let activated = activation == .none ? self : activated(activation)
        return plus.map(activated.adding) ?? activated
    }
}

extension Padding {
    /// Rows above the image, and columns left of it.
    package func before(kernel: Int) -> Int { self == .same ? kernel / 2 : 0 }
    /// Rows above and below together.
    package func sum(kernel: Int) -> Int { self == .same ? kernel / 2 * 2 : 1 }
}

extension ReferenceTensor.Weight {
    fileprivate func startSums(_ sums: UnsafeMutableBufferPointer<Float>) {
        if let bias { _ = sums.update(fromContentsOf: bias) }
    }

    /// `sums[o] += Σᵢ x[i] · w[tap, i, o]`.
    fileprivate func accumulate(
        _ x: UnsafeBufferPointer<Float>, tap: Int, into sums: UnsafeMutableBufferPointer<Float>
    ) {
        values.withUnsafeBufferPointer { w in
            for i in 0..<x.count {
                let factor = x[i]
                let row = w.baseAddress! + (tap * x.count + i) * sums.count
                for o in 0..<sums.count { sums[o] += factor * row[o] }
            }
        }
    }
}
