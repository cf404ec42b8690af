internal import CKernels
internal import Foundation
internal import Synchronization

/// The engine's threads, the instructions they use and the memory that tensors live in.
///
/// Operations are synchronous: the calling thread works with the engine's own and returns when the result is there. Operations
/// of several callers take turns. Never call from Swift's cooperative pool, whose threads are few and not meant to be held.
///
/// `@unchecked Sendable`: the pool and the scratch memory are used under the lock alone.
public final class CPUDevice: @unchecked Sendable {
    public let settings: CPUSettings
    let arena = Arena()
    private let context: w2i_context
    private let lock = Mutex(())

    /// Starts the threads. An instruction set that this machine lacks is replaced by the best that it has, AMX's bf16 by an
    /// emulation: slow, and meant for tests. ``CPUSettings/init(environment:)`` takes none of those.
    public init(_ settings: CPUSettings = CPUSettings()) throws(CPUDeviceError) {
        guard let pool = w2i_pool_create(Int32(settings.threads)) else { throw .cannotStart(threads: settings.threads) }
        let scratch = SystemMemory.allocate(byteCount: w2i_scratch_bytes(Int32(settings.threads)))
        context = w2i_context(pool: pool, isa: settings.instructionSet.kernelISA, scratch: scratch)
        self.settings = settings
    }

    deinit {
        w2i_pool_destroy(context.pool)
        SystemMemory.free(context.scratch)
    }

    /// The device as the environment wants it (``CPUSettings/init(environment:)``), started at the first use.
    private static let fromEnvironment = Result { () throws(CPUDeviceError) in
        try CPUDevice(CPUSettings(environment: ProcessInfo.processInfo.environment))
    }

    /// The device that serves the whole process unless ``$current`` says otherwise. A program calls this at its start to report
    /// an environment that can't be fulfilled.
    public static func shared() throws(CPUDeviceError) -> CPUDevice { try fromEnvironment.get() }

    /// The device of tensors and weights that are made inside `$current.withValue`. Tensors stay on the device they were made on.
    @TaskLocal public static var current: CPUDevice?

    /// Traps if the environment can't be fulfilled: ``shared()`` tells.
    static var inUse: CPUDevice {
        if let current { return current }
        switch fromEnvironment {
        case .success(let device): return device
        case .failure(let error): preconditionFailure(error.description)
        }
    }

    /// How often memory for tensors was asked from the system: not once in a step that repeats the one before.
    public var systemAllocations: Int { arena.systemAllocations }
    /// Bytes that tensors take, buffers kept for later included; weights are not counted.
    public var tensorByteCount: Int { arena.byteCount }
    /// The most that `tensorByteCount` has been.
    public var peakTensorByteCount: Int { arena.peakByteCount }

    /// Returns the buffers that no tensor uses to the system: between parts whose sizes differ.
    public func releaseFreeMemory() { arena.releaseFreeMemory() }

    /// Runs kernels. They may use the context's scratch memory until `body` returns, not keep it.
    func run<Result: Sendable>(_ body: (UnsafePointer<w2i_context>) -> Result) -> Result {
        lock.withLock { _ in withUnsafePointer(to: context, body) }
    }
}
