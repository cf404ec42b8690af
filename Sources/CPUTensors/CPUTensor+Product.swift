internal import CKernels
public import Tensors

extension CPUTensor {
    public func linear(_ weight: CPUWeight, activation: Activation, plus: CPUTensor?) -> CPUTensor {
        precondition(weight.use == .linear && weight.shape[1] == shape.channels, "\(shape) · \(weight.shape)ᵀ")
        let result = shape.with(channels: weight.shape[0])
        return finishing(result, activation, plus) { context, epilogue, address in
            withUnsafePointer(to: weight.products[0]) {
                w2i_linear(context, $0, storage.address, rows, epilogue, address)
            }
        }
    }

    public func gatedLinear(_ weight: CPUWeight) -> CPUTensor {
        precondition(weight.use == .gatedLinear && weight.shape[1] == shape.channels, "\(shape) · \(weight.shape)ᵀ")
        let result = shape.with(channels: weight.shape[0] / 2)
        return finishing(result, .none, nil) { context, epilogue, address in
            withUnsafePointer(to: weight.products[0]) {
                w2i_linear(context, $0, storage.address, rows, epilogue, address)
            }
        }
    }

    public func convolution(
        _ weight: CPUWeight, stride: Int, padding: Padding, activation: Activation, plus: CPUTensor?
    ) -> CPUTensor {
        precondition(
            weight.use == .convolution && shape.rank == 4 && weight.shape[1] == shape[3], "\(shape) * \(weight.shape)")
        let kernel = (height: weight.shape[2], width: weight.shape[3])
        let height = (shape[1] + padding.sum(kernel: kernel.height) - kernel.height) / stride + 1
        let width = (shape[2] + padding.sum(kernel: kernel.width) - kernel.width) / stride + 1
        var images = w2i_images(
            batch: shape[0], height: shape[1], width: shape[2], stride: stride,
            top: padding.before(kernel: kernel.height),
            left: padding.before(kernel: kernel.width), result_height: height, result_width: width)
        let result: Shape = [shape[0], height, width, weight.shape[0]]
        return finishing(result, activation, plus) { context, epilogue, address in
            withUnsafePointer(to: weight.products[0]) {
                w2i_convolution(context, $0, storage.address, &images, epilogue, address)
            }
        }
    }

    public func upsampledConvolution(_ weight: CPUWeight, height: Int, width: Int) -> CPUTensor {
        precondition(
            weight.use == .upsampledConvolution && shape.rank == 4 && weight.shape[1] == shape[3],
            "\(shape) * \(weight.shape)")
        guard height == 2 * shape[1], width == 2 * shape[2] else {
            return resized(height: height, width: width)
                .convolution(weight.convolution, stride: 1, padding: .same, activation: .none, plus: nil)
        }
        let kinds = weight.products
        return CPUTensor(shape: [shape[0], height, width, weight.shape[0]], device: device) {
            w2i_upsampled_convolution($0, kinds, storage.address, shape[0], shape[1], shape[2], $1)
        }
    }

    /// A product that ends with an activation and an addend. An addend whose batch is the larger is added afterwards: the product
    /// is the same for all that it meets.
    private func finishing(
        _ result: Shape, _ activation: Activation, _ plus: CPUTensor?,
        _ product: (UnsafePointer<w2i_context>, UnsafePointer<w2i_epilogue>, UnsafeMutableRawPointer) -> Void
    ) -> CPUTensor {
        let isFused = plus.map { result.batch % $0.shape.batch == 0 } ?? true
        var epilogue = w2i_epilogue()
        epilogue.activation = activation.kernelActivation
        if isFused, let plus {
            epilogue.plus = UnsafeRawPointer(plus.storage.address)
            epilogue.plus_rows = plus.rows
            epilogue.plus_repeat = result.rowsMeetingOneRow(of: plus.shape)
        }
        let finished = CPUTensor(shape: result, device: device) { product($0, &epilogue, $1) }
        guard !isFused, let plus else { return finished }
        return finished.adding(plus)
    }
}
