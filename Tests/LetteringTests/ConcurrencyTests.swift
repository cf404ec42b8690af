import Lettering
import Processes
import Testing

struct ConcurrencyTests {
    private struct Choice {
        let family: String
        let weight: Int

        /// Nil where the family lacks the letters.
        func draw() -> [UInt8]? {
            try? drawn("Ab", width: 64, height: 64) {
                $0.family = family
                $0.weight = weight
            }.grey
        }
    }

    /// Cairo keeps ten font files open and closes one for the next, in use by another thread or not.
    @Test func manyThreadsDrawInMoreFontsThanCairoKeepsOpen() async throws {
        let families = FontFamily.installed().prefix(24)
        let choices = families.flatMap { family in [400, 700].map { Choice(family: family, weight: $0) } }
        let alone = choices.map { $0.draw() }
        #expect(alone.count { $0 != nil } > choices.count / 2)
        try await withThrowingTaskGroup { group in
            for start in 0..<8 {
                group.addTask {
                    try await PlainThread.run {
                        (start..<start + choices.count).map { place in
                            let index = place % choices.count
                            return choices[index].draw() == alone[index]
                        }
                    }
                }
            }
            for try await areEqual in group { #expect(areEqual.allSatisfy { $0 }) }
        }
    }
}
