import CPUTensors
import Checkpoints
import Generation
import StableDiffusion
import TestSupport
import Testing

@Suite struct WeightCacheTests {
    @Test func theFolderComesFromTheEnvironment() {
        #expect(WeightCache(environment: [:]) == nil)
        #expect(WeightCache(environment: ["WORD2IMG_CACHE": "none", "HOME": "/home/me"]) == nil)
        let folders = [
            ["HOME": "/home/me"]: "/home/me/.cache/word2img",
            ["HOME": "/home/me", "XDG_CACHE_HOME": "/caches"]: "/caches/word2img",
            ["HOME": "/home/me", "XDG_CACHE_HOME": "/caches", "WORD2IMG_CACHE": "/data/cache"]: "/data/cache",
            ["WORD2IMG_CACHE": "", "XDG_CACHE_HOME": "", "HOME": "/home/me"]: "/home/me/.cache/word2img",
        ]
        for (environment, folder) in folders { #expect(WeightCache(environment: environment)?.folder == folder) }
    }

    @Test func aModelIsKeptFromItsFirstStartOn() throws {
        let folder = try TemporaryFolder()
        let cache = try #require(WeightCache(environment: ["WORD2IMG_CACHE": folder.path]))
        let model = try ModelFolder(path: Tiny.folder), fingerprint = try model.fingerprint()
        #expect(try cache.packedWeights(of: model, fingerprint: fingerprint, .bf16) == nil, "it is small")
        for isMapped in [false, true] {
            let packed = try #require(
                try cache.packedWeights(of: model, fingerprint: fingerprint, .bf16, leastByteCount: 0))
            #expect(packed.isMapped == isMapped)
            _ = try packed.load { try DiffusionPipeline<CPUTensor<BFloat16>>(model) }
        }
        let other = try #require(try cache.packedWeights(of: model, fingerprint: fingerprint, .fp32, leastByteCount: 0))
        #expect(!other.isMapped)
    }
}
