import Domain
import Testing

/// Keys, job ids and blob names: their form, and that it is the only one.
struct IdentifierTests {
    @Test func randomOnesHaveTheirFormAndDiffer() {
        var random = SystemRandomNumberGenerator()
        let keys = (0..<1000).map { _ in APIKey(using: &random) }
        let jobs = (0..<1000).map { _ in JobID(using: &random) }
        let blobs = (0..<1000).map { _ in BlobName(using: &random) }
        #expect(keys.allSatisfy { APIKey($0.text) == $0 && $0.text.utf8.count == 19 } && Set(keys).count == 1000)
        #expect(jobs.allSatisfy { JobID($0.text) == $0 && $0.text.utf8.count == 36 } && Set(jobs).count == 1000)
        #expect(blobs.allSatisfy { BlobName($0.text) == $0 && $0.text.utf8.count == 32 } && Set(blobs).count == 1000)
    }

    /// All bits but the six that say so are drawn.
    @Test func uuidsAreOfVersion4() {
        struct Ones: RandomNumberGenerator { func next() -> UInt64 { .max } }
        struct Zeros: RandomNumberGenerator { func next() -> UInt64 { 0 } }
        var ones = Ones(), zeros = Zeros()
        #expect(JobID(using: &ones).text == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        #expect(JobID(using: &zeros).text == "00000000-0000-4000-8000-000000000000")
    }

    @Test(arguments: [
        "", "SG_", "SG_0123456789abcde", "SG_0123456789abcdef0", "SG_0123456789ABCDEF", "sg_0123456789abcdef",
        "0123456789abcdefSG_", "SG_0123456789abcdeg", "SG_0123456789abcde ", "SG_０123456789abcde",
        "Bearer SG_0123456789abcdef",
    ])
    func otherKeysAreRefused(text: String) { #expect(APIKey(text) == nil) }

    @Test(arguments: [
        "", "00000000-0000-4000-8000-00000000000", "00000000-0000-1000-8000-000000000000",
        "00000000-0000-4000-7000-000000000000", "00000000-0000-4000-c000-000000000000",
        "00000000000040008000000000000000", "{00000000-0000-4000-8000-000000000000}",
        "g0000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000000-", "' OR 1=1 --",
    ])
    func otherIDsAreRefused(text: String) { #expect(JobID(text) == nil) }

    @Test func idsAreTheSameInUpperCase() {
        #expect(
            JobID("ABCDEF00-0000-4000-8000-000000000000")?.text == "abcdef00-0000-4000-8000-000000000000")
    }

    @Test(arguments: [
        "", "../../etc/passwd", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdeF",
        "0123456789abcdef0123456789abcd/.", "0123456789abcdef0123456789abcdef\n",
    ])
    func otherBlobNamesAreRefused(text: String) { #expect(BlobName(text) == nil) }

    @Test func keysDoNotShowThemselves() throws {
        let key = try #require(APIKey("SG_0123456789abcdef"))
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), "\([key])", "\(Optional(key) as Any)", dumped] {
            #expect(!text.contains("0123456789abcdef"))
        }
    }
}
