/// A job's control picture, as the client sent it.
public enum JobInput: Sendable, Hashable {
    /// A small one, kept with the job.
    case inline([UInt8])
    /// A larger one, which is in the blob store already and belongs to this job from now on.
    case blob(BlobName)
}
