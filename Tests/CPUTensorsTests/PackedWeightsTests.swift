import CPUTensors
import Foundation
import Tensors
import TestSupport
import Testing

@Suite struct PackedWeightsTests {
    typealias T = CPUTensor<BFloat16>

    /// A weight of every use, and what comes out of them.
    struct Model {
        let convolution, upsampled, linear, gated, norm: CPUWeight
        let table, positions: CPUWeight

        init(scale: Float = 1, linearFirst: Bool = false) {
            func weight(_ use: WeightUse, _ shape: Int..., bias: Bool = true) -> CPUWeight {
                let count = shape.reduce(1, *)
                let values = (0..<count).map { scale * (Float($0 * 7 % 23) / 23 - 0.4) }
                let bias = bias ? HostArray((0..<shape[0]).map { Float($0) / 9 }, shape: [shape[0]]) : nil
                return T.pack(use, HostArray(values, shape: shape), bias: bias)
            }
            let first = linearFirst ? weight(.linear, 6, 6) : nil
            convolution = weight(.convolution, 6, 6, 3, 3)
            upsampled = weight(.upsampledConvolution, 6, 6, 3, 3)
            linear = first ?? weight(.linear, 6, 6)
            gated = weight(.gatedLinear, 12, 6)
            norm = weight(.norm, 6, bias: false)
            table = weight(.embedding, 5, 6, bias: false)
            positions = weight(.embedding, 4, 6, bias: false)
        }

        func values() -> [Float] {
            let x = T((0..<120).map { Float($0 % 13) / 13 }, shape: [1, 5, 4, 6])
            let h = x.convolution(convolution, stride: 1, padding: .same, activation: .none, plus: nil)
                .upsampledConvolution(upsampled, height: 10, width: 8).linear(linear)
                .groupNorm(norm, groups: 2, epsilon: 1e-5, activation: .none).gatedLinear(gated)
            return h.values() + T.embedding([[0, 4]], table: table, positions: positions).values()
        }
    }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func load(
        _ path: String, identity: String = "one", _ model: @autoclosure () -> Model
    ) -> (Model, isMapped: Bool) {
        let packed = PackedWeights(path: path, identity: identity)
        return (packed.load { model() }, packed.isMapped)
    }

    @Test func theSecondStartMapsWhatTheFirstPacked() throws {
        let path = folder.path("model.packed"), expected = Model().values()
        let first = load(path, Model())
        #expect(!first.isMapped && first.0.values() == expected)
        // Were anything packed again, it would come from these other numbers.
        let second = load(path, Model(scale: 2))
        #expect(second.isMapped && second.0.values() == expected)
        let left = try folder.names
        #expect(left == ["model.packed"])
    }

    @Test func weightsComeBackAfterTheirPagesWereLetGo() throws {
        let path = folder.path("model.packed"), expected = Model().values()
        for isMapped in [false, true] {  // the file that is written is mapped as well
            let packed = PackedWeights(path: path, identity: "one"), model = packed.load { Model() }
            #expect(packed.isMapped == isMapped)
            packed.release()
            #expect(model.values() == expected)
        }
    }

    @Test func weightsOfAFileThatWasNotFinishedAreStillThere() throws {
        struct Broken: Error {}
        var model: Model?
        #expect(throws: Broken.self) {
            try PackedWeights(path: folder.path("model.packed"), identity: "one").load {
                model = Model()
                throw Broken()
            }
        }
        #expect(model?.values() == Model().values())
        let left = try folder.names
        #expect(left.isEmpty)
    }

    @Test func anotherModelReplacesTheFile() throws {
        let path = folder.path("model.packed"), other = Model(scale: 2).values()
        _ = load(path, Model())
        let replaced = load(path, identity: "two", Model(scale: 2))
        #expect(!replaced.isMapped && replaced.0.values() == other)
        #expect(load(path, identity: "two", Model()).0.values() == other)
    }

    @Test func aDamagedFileIsPackedAnew() throws {
        let path = folder.path("model.packed"), expected = Model().values()
        _ = load(path, Model())
        let whole = try Data(contentsOf: URL(filePath: path))
        let damaged = [
            Data(), whole.prefix(5000), whole.dropLast(1), Data(repeating: 7, count: 9000),
            Data(whole.prefix(4096)) + Data(repeating: 0, count: whole.count - 4096),
        ]
        for bytes in damaged {
            try Data(bytes).write(to: URL(filePath: path))
            let (model, isMapped) = load(path, Model())
            #expect(!isMapped && model.values() == expected)
            #expect(load(path, Model()).isMapped)
        }
    }

    @Test func weightsInAnotherOrderArePacked() throws {
        let path = folder.path("model.packed")
        _ = load(path, Model())
        #expect(load(path, Model(linearFirst: true)).0.values() == Model().values())
    }

    @Test func aFolderThatIsNotThereIsNoError() throws {
        let path = folder.path("none/model.packed")
        #expect(load(path, Model()).0.values() == Model().values())
        #expect(!load(path, Model()).isMapped)
    }

    @Test func whatAKilledProcessLeftIsWrittenOver() throws {
        let path = folder.path("model.packed")
        try Data(repeating: 7, count: 1 << 20).write(to: URL(filePath: path + ".part"))
        #expect(!load(path, Model()).isMapped)
        #expect(load(path, Model()).isMapped)
        let left = try folder.names
        #expect(left == ["model.packed"])
    }

    @Test func oneOfTwoThatStartTogetherWrites() throws {
        let path = folder.path("model.packed")
        let first = PackedWeights(path: path, identity: "one")
        #expect(load(path, Model()).0.values() == Model().values())
        var left = try folder.names
        #expect(left == ["model.packed.part"], "the first's, which goes on")
        _ = first.load { Model() }
        left = try folder.names
        #expect(left == ["model.packed"])
        #expect(load(path, Model()).isMapped)
    }
}
