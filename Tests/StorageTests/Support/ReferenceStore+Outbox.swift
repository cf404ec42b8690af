import Domain

extension ReferenceStore {
    /// How many deliveries of a key are on their way.
    private func busy(_ key: KeyID, at now: Timestamp) -> Int {
        jobs.values.count { job in
            guard job.key == key, let delivery = job.delivery, let due = delivery.dueAt else { return false }
            return due <= now && delivery.outcome == nil && delivery.leaseUntil > now
        }
    }

    /// In the order of their turns.
    mutating func takeDueDeliveries(limit: Int, at now: Timestamp) -> [JobID] {
        var free = jobs.filter { $0.value.delivery?.isFree(at: now) == true }
        var taken: [JobID] = []
        var load = Dictionary(uniqueKeysWithValues: Set(free.values.map(\.key)).map { ($0, busy($0, at: now)) })
        func rank(_ job: Job) -> (Int, Timestamp, Int) { (load[job.key] ?? 0, job.delivery!.dueAt!, job.number) }
        while taken.count < limit, let (id, job) = free.min(by: { rank($0.value) < rank($1.value) }) {
            free[id] = nil
            taken.append(id)
            load[job.key, default: 0] += 1
            jobs[id]?.delivery?.attempts += 1
            jobs[id]?.delivery?.leaseUntil = now + policy.deliveryLease
        }
        return taken
    }

    mutating func record(attempt: Int, of id: JobID, then state: DeliveryState) {
        guard let delivery = jobs[id]?.delivery else { return }
        if state != .delivered && (delivery.outcome != nil || delivery.attempts != attempt) { return }
        jobs[id]?.delivery?.leaseUntil = Timestamp(milliseconds: 0)
        switch state {
        case .delivered: jobs[id]?.delivery?.outcome = "delivered"
        case .givenUp: jobs[id]?.delivery?.outcome = "given up"
        case .due(let time): jobs[id]?.delivery?.dueAt = time
        }
    }
}
