import Domain
import Storage
import TestStorage
import Testing

struct HistoryTests {
    /// Five jobs, a minute apart: completed for 3, 1 and 2 micro-dollars, failed, queued.
    private func shop() async throws -> (Shop, [JobID]) {
        let shop = try await Shop()
        var ids: [JobID] = []
        for (index, cost) in ([3, 1, 2, nil, nil] as [Int64?]).enumerated() {
            ids.append(try await shop.submit { $0.model = index.isMultiple(of: 2) ? "even_model" : "odd-model" })
            if let cost {
                try await shop.store.complete(shop.claim(), with: shop.completion(cost: Shop.money(cost)))
            } else if index == 3 {
                try await shop.store.fail(shop.claim(), with: JobFailure(.internal, "a fault"))
            }
            shop.time.advance(by: .seconds(60))
        }
        return (shop, ids)
    }

    private func indices(
        _ shop: Shop, _ ids: [JobID], _ change: (inout HistoryQuery) -> Void = { _ in }
    ) async throws -> [Int?] {
        var query = HistoryQuery()
        change(&query)
        let page = try await shop.store.history(query, of: shop.key.id)
        return page.jobs.map { job in ids.firstIndex(of: job.id) }
    }

    @Test func theLatestComeFirst() async throws {
        let (shop, ids) = try await shop()
        #expect(try await indices(shop, ids) == [4, 3, 2, 1, 0])
        let other = try await shop.makeKey()
        #expect(try await shop.store.history(HistoryQuery(), of: other) == HistoryPage(jobs: [], total: 0))
    }

    @Test func pagesFollowEachOther() async throws {
        let (shop, ids) = try await shop()
        var query = HistoryQuery()
        query.perPage = 2
        var seen: [JobID] = []
        for page in 1...4 {
            query.page = page
            let answer = try await shop.store.history(query, of: shop.key.id)
            #expect(answer.total == 5)
            seen += answer.jobs.map(\.id)
        }
        #expect(seen == ids.reversed())
    }

    @Test func filters() async throws {
        let (shop, ids) = try await shop()
        #expect(try await indices(shop, ids) { $0.states = [.completed] } == [2, 1, 0])
        #expect(try await indices(shop, ids) { $0.states = [.queued, .failed] } == [4, 3])
        #expect(try await indices(shop, ids) { $0.model = "even" } == [4, 2, 0])
        #expect(try await indices(shop, ids) { $0.model = "_model" } == [4, 2, 0], "an underscore is no wildcard")
        #expect(try await indices(shop, ids) { $0.model = "'; DROP TABLE job; --" } == [])
        let third = try await shop.job(ids[2]).submittedAt
        #expect(try await indices(shop, ids) { $0.from = third } == [4, 3, 2])
        #expect(try await indices(shop, ids) { $0.before = third } == [1, 0])
    }

    @Test func sorting() async throws {
        let (shop, ids) = try await shop()
        #expect(try await indices(shop, ids) { $0.isAscending = true } == [0, 1, 2, 3, 4])
        #expect(try await indices(shop, ids) { $0.sortBy = .cost } == [0, 2, 1, 4, 3])
        #expect(
            try await indices(shop, ids) {
                $0.sortBy = .model
                $0.isAscending = true
            } == [0, 2, 4, 1, 3])
    }

    @Test(arguments: [(0, 20), (-1, 20), (1, 0), (1, 101), (Int.max, 100)])
    func badPagesAreErrors(page: Int, perPage: Int) async throws {
        let shop = try await Shop()
        var query = HistoryQuery()
        (query.page, query.perPage) = (page, perPage)
        await #expect(throws: StoreError.self) { try await shop.store.history(query, of: shop.key.id) }
    }
}
