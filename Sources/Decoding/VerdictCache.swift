internal import Crypto

/// What was found of the pictures that came last, by the digest of their files.
struct VerdictCache {
    typealias Verdict = Result<PictureSummary, PictureDecoderError>

    private let limit: Int
    private var entries: [SHA256Digest: (verdict: Verdict, lastUse: Int)] = [:]
    private var uses = 0

    init(limit: Int) { self.limit = limit }

    mutating func verdict(of digest: SHA256Digest) -> Verdict? {
        uses += 1
        entries[digest]?.lastUse = uses
        return entries[digest]?.verdict
    }

    /// Drops the one that was not used for longest when there is no room.
    mutating func keep(_ verdict: Verdict, of digest: SHA256Digest) {
        uses += 1
        entries[digest] = (verdict, uses)
        if entries.count > limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })?.key {
            entries[oldest] = nil
        }
    }
}
