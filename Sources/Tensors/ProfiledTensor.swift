/// A tensor that computes what `Base` does, and writes how long each operation took to the ``Profile`` of the surrounding
/// ``Profile/record(_:)``, if any. For devices whose operations are done when they return.
public struct ProfiledTensor<Base: Tensor>: Tensor {
    let base: Base

    public struct Weight: Sendable {
        let base: Base.Weight
        /// torch's extents.
        let shape: [Int]
        var count: Int { shape.reduce(1, *) }
    }

    public var shape: Shape { base.shape }

    init(_ base: Base) { self.base = base }

    public init(_ values: [Float], shape: Shape) {
        self = Self.timed(.copying, reading: values.count) { Base(values, shape: shape) }
    }

    public func values() throws -> [Float] {
        let clock = ContinuousClock(), start = clock.now
        let values = try base.values()
        Profile.current?.add(
            .copying, seconds: (clock.now - start) / .seconds(1), multiplyAccumulates: 0, numbers: 2 * shape.count)
        return values
    }

    public static func pack(_ use: WeightUse, _ weight: HostArray, bias: HostArray?) -> Weight {
        Weight(base: Base.pack(use, weight, bias: bias), shape: weight.shape)
    }

    /// `reading`: the numbers that the operation reads. `multiplyAccumulates`: what it takes.
    static func timed(
        _ operation: Profile.Operation, reading: Int, multiplyAccumulates: (Base) -> Int = { _ in 0 },
        _ body: () -> Base
    ) -> ProfiledTensor {
        let clock = ContinuousClock(), start = clock.now
        let result = body()
        Profile.current?.add(
            operation, seconds: (clock.now - start) / .seconds(1), multiplyAccumulates: multiplyAccumulates(result),
            numbers: reading + result.shape.count)
        return ProfiledTensor(result)
    }
}
