/// Why the store would not do what it was asked. Faults of the store itself (a full disk, a damaged file) are its own
/// errors.
public enum StoreError: Error, Sendable, Hashable {
    /// The balance does not cover what was to be taken from it.
    case insufficientCredits(balance: Money, needed: Money)
    /// As many jobs wait as may: of this key, or of all keys.
    case queueFull(QueueScope, limit: Int)
    /// The key has had as many guaranteed jobs end unreadable, free of charge, as it may in a day.
    case tooManyUnreadable(limit: Int)
    /// The idempotency key came with another body before.
    case idempotencyConflict(JobID)
    /// The worker no longer holds the job: the lease ran out, was taken by another claim, or the job has ended.
    case leaseLost(JobID)
    /// The job has not ended yet.
    case notFinished(JobID)
    case unknownKey(KeyID)
    case unknownAccount(AccountID)
    case keyDisabled(KeyID)
    /// A value that can't be stored: which, and what it must be.
    case badValue(String)

    public enum QueueScope: Sendable, Hashable {
        case key, all
    }
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .insufficientCredits(let balance, let needed):
            "the credits do not suffice: \(needed) dollars are needed, the balance is \(balance)"
        case .queueFull(.key, let limit): "\(limit) requests of this key are waiting, and no more may"
        case .queueFull(.all, let limit): "\(limit) requests are waiting, and no more may: try again later"
        case .tooManyUnreadable(let limit):
            "\(limit) requests with min_readability of this key have failed as unreadable within a day, or have not ended, "
                + "and no more may: send it without min_readability, or try again later"
        case .idempotencyConflict(let job):
            "this idempotency key belongs to request \(job), whose body was another: use a new one"
        case .leaseLost(let job): "the lease on job \(job) is lost"
        case .notFinished(let job): "request \(job) has not ended yet: cancel it first"
        case .unknownKey(let key): "there is no key number \(key)"
        case .unknownAccount(let account): "there is no account number \(account)"
        case .keyDisabled(let key): "key number \(key) is disabled"
        case .badValue(let sentence): sentence
        }
    }
}
