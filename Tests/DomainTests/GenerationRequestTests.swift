import Domain
import Foundation
import Testing

struct GenerationRequestTests {
    private let request = GenerationRequest(prompt: "a word made of pizza")

    @Test func publishedDefaults() {
        #expect(request.scheduler == .ddim && request.numInferenceSteps == 25 && request.guidanceScale == 7.5)
        #expect(request.controlScale == 1.8 && request.controlStart == 0.19 && request.controlEnd == 1)
        #expect(request.samples == 1 && request.seed == -1 && request.size.description == "768")
        #expect(request.negativePrompt.isEmpty)
    }

    @Test(arguments: [RequestLimits.published, .engine])
    func defaultsHaveNoFault(limits: RequestLimits) { #expect(request.faults(limits).isEmpty) }

    struct Change: Sendable {
        let parameter: Parameter
        let isAllowed: Bool
        let apply: @Sendable (inout GenerationRequest) -> Void
    }

    private static func change(
        _ parameter: Parameter, _ isAllowed: Bool, _ apply: @escaping @Sendable (inout GenerationRequest) -> Void
    ) -> Change { Change(parameter: parameter, isAllowed: isAllowed, apply: apply) }

    /// Both sides of every published bound.
    static let changes = [
        change(.prompt, false) { $0.prompt = "" },
        change(.prompt, false) { $0.prompt = " \n\t" },
        change(.prompt, true) { $0.prompt = " x " },
        change(.prompt, true) { $0.prompt = " " + String(repeating: "é", count: 4000) + " " },
        change(.prompt, false) { $0.prompt = String(repeating: "é", count: 4001) },
        change(.negativePrompt, false) { $0.negativePrompt = String(repeating: "n", count: 4001) },
        change(.numInferenceSteps, false) { $0.numInferenceSteps = 24 },
        change(.numInferenceSteps, true) { $0.numInferenceSteps = 100 },
        change(.numInferenceSteps, false) { $0.numInferenceSteps = 101 },
        change(.guidanceScale, false) { $0.guidanceScale = 0.09 },
        change(.guidanceScale, true) { $0.guidanceScale = 0.1 },
        change(.guidanceScale, true) { $0.guidanceScale = 25 },
        change(.guidanceScale, false) { $0.guidanceScale = 25.01 },
        change(.guidanceScale, false) { $0.guidanceScale = .nan },
        change(.controlScale, false) { $0.controlScale = -0.1 },
        change(.controlScale, true) { $0.controlScale = 0 },
        change(.controlScale, true) { $0.controlScale = 5 },
        change(.controlScale, false) { $0.controlScale = .infinity },
        change(.controlStart, false) { $0.controlStart = 0 },
        change(.controlStart, true) { $0.controlStart = 0.01 },
        change(.controlStart, false) { $0.controlStart = 1 },
        change(.controlEnd, false) { $0.controlEnd = 1.01 },
        change(.controlEnd, true) { $0.controlEnd = 0.2 },
        change(.controlStart, false) { $0.controlEnd = 0.19 },
        change(.samples, false) { $0.samples = 0 },
        change(.samples, true) { $0.samples = 4 },
        change(.samples, false) { $0.samples = 5 },
        change(.seed, true) { $0.seed = .max },
        change(.seed, true) { $0.seed = 0 },
        change(.seed, false) { $0.seed = -2 },
        change(.cacheInterval, false) { $0.cacheInterval = 0 },
        change(.cacheInterval, true) { $0.cacheInterval = 10 },
        change(.cacheInterval, false) { $0.cacheInterval = 11 },
        change(.tokenDownsampling, false) { $0.tokenDownsampling = 0 },
        change(.tokenDownsampling, true) { $0.tokenDownsampling = 4 },
        change(.tokenDownsampling, false) { $0.tokenDownsampling = 5 },
        change(.size, true) { $0.size = PictureSize(width: 1024, height: 1024) },
        change(.size, false) { $0.size = PictureSize(width: 640, height: 640) },
        change(.size, false) { $0.size = PictureSize(width: 512, height: 768) },
    ]

    @Test(arguments: changes)
    func publishedBounds(change: Change) {
        var changed = request
        change.apply(&changed)
        #expect(changed.faults(.published).map(\.parameter) == (change.isAllowed ? [] : [change.parameter]))
    }

    @Test(arguments: [
        (64, 64, true), (520, 776, true), (2048, 64, true), (516, 512, false), (512, 2056, false), (56, 512, false),
        (0, 0, false),
    ])
    func engineSizes(width: Int, height: Int, isAllowed: Bool) {
        var changed = request
        changed.size = PictureSize(width: width, height: height)
        #expect(changed.faults(.engine).isEmpty == isAllowed)
    }

    @Test func allFaultsAreNamedAtOnce() {
        var changed = request
        changed.prompt = ""
        changed.numInferenceSteps = 5
        changed.samples = 9
        let sentences = changed.faults(.published).map(\.description)
        #expect(sentences.count == 3)
        #expect(sentences[1] == "num_inference_steps is 5; it must be from 25 to 100")
        #expect(
            changed.faults(.published)[1].sentence("--num-inference-steps").hasPrefix("--num-inference-steps is 5;"))
    }

    @Test func randomSeedsHave32BitsAndOthersAreKept() {
        var generator = SystemRandomNumberGenerator()
        let drawn = (0..<64).map { _ in request.resolvedSeed(using: &generator) }
        #expect(Set(drawn).count > 1 && drawn.allSatisfy { $0 <= UInt64(UInt32.max) })
        var fixed = request
        fixed.seed = 6_130_473_235
        #expect(fixed.resolvedSeed(using: &generator) == 6_130_473_235)
    }

    @Test func jsonHasThePublishedNames() throws {
        let unpublished = ["image", "cache_interval", "token_downsampling"]
        let json = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(request)) as? [String: any Sendable])
        #expect(json["num_inference_steps"] as? Int == 25 && json["size"] as? String == "768")
        #expect(Set(json.keys) == Set(Parameter.ofPictures.map(\.rawValue)).subtracting(unpublished))
    }

    @Test func whatIsNotPublishedIsWrittenWhereItIsAskedFor() throws {
        var changed = request
        changed.cacheInterval = 3
        changed.tokenDownsampling = 2
        let data = try JSONEncoder().encode(changed)
        #expect(try JSONDecoder().decode(GenerationRequest.self, from: data) == changed)
        #expect(changed != request)
    }

    @Test func missingFieldsAreDefaults() throws {
        let decoded = try JSONDecoder().decode(
            GenerationRequest.self, from: Data(#"{"prompt": "x", "samples": 2}"#.utf8))
        var expected = GenerationRequest(prompt: "x")
        expected.samples = 2
        #expect(decoded == expected)
    }
}
