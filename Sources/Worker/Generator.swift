public import Domain

/// Makes a job's pictures.
public protocol Generator: Sendable {
    /// Works on the calling thread, which is nobody else's, until the pictures are made; one job at a time.
    ///
    /// A ``JobFailure`` or ``FailedGeneration`` that is thrown becomes the job's, any other error becomes a fault of the
    /// server's.
    ///
    /// - Parameters:
    ///   - picture: the control picture's file, as the client sent it.
    ///   - report: to be called after each step. It throws when the work is to stop: that error is passed on.
    func generate(
        _ task: JobTask, picture: [UInt8]?, report: (GenerationStep) throws -> Void
    ) throws -> GeneratedJob
}

/// A step that was done.
public struct GenerationStep {
    /// Steps done, of `steps`: from 1 on.
    public var step: Int
    public var steps: Int
    /// Of the work that is left, decoding included.
    public var secondsLeft: Double
    /// Makes a small JPEG of the first sample as it looks so far, at most ``previewLimit`` bytes; asked for at most
    /// five times a second.
    public var preview: () throws -> [UInt8]?

    /// What fits into a message with room to spare.
    public static let previewLimit = 30_000

    public init(
        step: Int, steps: Int, secondsLeft: Double, preview: @escaping () throws -> [UInt8]? = { nil }
    ) {
        self.step = step
        self.steps = steps
        self.secondsLeft = secondsLeft
        self.preview = preview
    }
}

/// A job's pictures, and what is told of them.
public struct GeneratedJob: Sendable {
    /// In the order of the samples.
    public var pictures: [GeneratedPicture]
    /// Its warnings come after the task's own.
    public var report: JobReport

    public init(pictures: [GeneratedPicture], report: JobReport) {
        self.pictures = pictures
        self.report = report
    }
}

/// Thrown where a job fails and there is something to show of it.
public struct FailedGeneration: Error, Sendable {
    public var failure: JobFailure
    public var previews: [GeneratedPicture]

    public init(failure: JobFailure, previews: [GeneratedPicture]) {
        self.failure = failure
        self.previews = previews
    }
}

/// One sample as a file.
public struct GeneratedPicture: Sendable {
    public var file: [UInt8]
    /// `image/jpeg`, for example.
    public var contentType: String
    public var size: PictureSize
    /// The seed that made it.
    public var seed: UInt64

    public init(file: [UInt8], contentType: String, size: PictureSize, seed: UInt64) {
        self.file = file
        self.contentType = contentType
        self.size = size
        self.seed = seed
    }
}
