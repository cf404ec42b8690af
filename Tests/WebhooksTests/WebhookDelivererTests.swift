import Domain
import HTTPTypes
import Storage
import Synchronization
import TestStorage
import Testing
import Webhooks

@Suite(.timeLimit(.minutes(10)))
struct WebhookDelivererTests {
    @Test func whatIsReceivedIsSigned() async throws {
        let office = try await Office(), receiver = try await Receiver(answers: [.noContent])
        let id = try await office.endJob(tells: receiver.url)
        try await office.delivering { _ in
            let webhook = try await receiver.next()
            let log = try await office.log(id)
            let seconds = office.time.now.milliseconds / 1000
            #expect(webhook.body == Office.body(of: id))
            #expect(webhook["content-type"] == "application/json")
            #expect(webhook["webhook-id"] == log.id.text)
            #expect(webhook["webhook-timestamp"] == "\(seconds)")
            let signature = WebhookSigner(office.key.webhookSecret)
                .signature(id: log.id.text, timestamp: seconds, body: webhook.body)
            #expect(webhook["webhook-signature"] == signature)
            #expect(await office.outbox.nextRecord() == .delivered)
        }
        let log = try await office.log(id)
        #expect(log.state == .delivered)
        #expect(log.attempts == [DeliveryAttempt(number: 1, at: office.time.now, result: .status(204))])
    }

    @Test func aFailureIsTriedAgainWithTheBackoff() async throws {
        let office = try await Office(), start = office.time.now
        let receiver = try await Receiver(answers: [.internalServerError, .found, .badRequest])
        let id = try await office.endJob(tells: receiver.url)
        try await office.delivering { deliverer in
            var waits: [Duration] = []
            var ids: Set<String?> = []
            for wait in [Duration.seconds(5), .seconds(30), .seconds(120)] {
                let webhook = try await receiver.next()
                ids.insert(webhook["webhook-id"])
                #expect(webhook["webhook-timestamp"] == "\(office.time.now.milliseconds / 1000)")
                #expect(await office.outbox.nextRecord() == .due(office.time.now + wait))
                waits.append(wait)
                office.time.advance(by: wait)
                deliverer.wake()
            }
            ids.insert(try await receiver.next()["webhook-id"])
            #expect(await office.outbox.nextRecord() == .delivered)
            #expect(ids.count == 1)
        }
        let log = try await office.log(id)
        #expect(log.attempts.map(\.result) == [.status(500), .status(302), .status(400), .status(200)])
        #expect(log.attempts.map(\.at) == [0, 5, 35, 155].map { start + .seconds($0) })
    }

    @Test func itIsGivenUpInTheEnd() async throws {
        let office = try await Office()
        // Port 1 is nobody's.
        let id = try await office.endJob(tells: "http://127.0.0.1:1/told")
        try await office.delivering { deliverer in
            var states: [DeliveryState?] = []
            for _ in 0..<8 {
                states.append(await office.outbox.nextRecord())
                office.time.advance(by: .seconds(24 * 3600))
                deliverer.wake()
            }
            #expect(states.last == .givenUp && !states.dropLast().contains(.givenUp))
        }
        let log = try await office.log(id)
        #expect(log.state == .givenUp && log.attempts.map(\.number) == Array(1...8))
        #expect(log.attempts.allSatisfy { if case .error(let sentence) = $0.result { sentence != "" } else { false } })
        #expect(try await office.store.dueDeliveries(limit: 9) == [])
    }

    /// Between posting and recording: the receiver gets it twice, under one id.
    @Test func whatWasCutOffIsDeliveredAgain() async throws {
        let office = try await Office(isCutOff: true), receiver = try await Receiver()
        let id = try await office.endJob(tells: receiver.url)
        let first = try await office.delivering { _ in
            let webhook = try await receiver.next()
            #expect(await office.outbox.nextRecord() == .delivered)
            return webhook
        }
        #expect(try await office.log(id).attempts == [])

        let outbox = WatchedStore(office.store)
        office.time.advance(by: JobPolicy().deliveryLease)
        let second = try await office.delivering(office.deliverer(outbox)) { _ in
            let webhook = try await receiver.next()
            #expect(await outbox.nextRecord() == .delivered)
            return webhook
        }
        #expect(first["webhook-id"] == second["webhook-id"] && first.body == second.body)
        let log = try await office.log(id)
        #expect(log.state == .delivered && log.attempts.map(\.number) == [2])
    }

    @Test func aDelivererThatIsStoppedRecordsNothing() async throws {
        let office = try await Office(), poster = GatePoster()
        let id = try await office.endJob(tells: "")
        try await office.delivering(office.deliverer(poster: poster)) { _ in await poster.arrival() }
        #expect(try await office.log(id).attempts == [])
        office.time.advance(by: JobPolicy().deliveryLease)
        #expect(try await office.store.dueDeliveries(limit: 9).map(\.attempt) == [2])
    }

    @Test func eightAreOnTheirWayAtATime() async throws {
        let office = try await Office(), poster = GatePoster()
        for _ in 0..<20 { try await office.endJob(tells: "") }
        try await office.delivering(office.deliverer(poster: poster)) { deliverer in
            for _ in 0..<WebhookDeliverer.limit { await poster.arrival() }
            deliverer.wake()
            // Whoever frees a place makes room for one.
            for _ in WebhookDeliverer.limit..<20 {
                poster.open()
                #expect(await office.outbox.nextRecord() == .delivered)
                await poster.arrival()
            }
            for _ in 0..<WebhookDeliverer.limit {
                poster.open()
                #expect(await office.outbox.nextRecord() == .delivered)
            }
        }
        #expect(poster.most == 8)
    }

    @Test func oneThatHangsHoldsUpNoOther() async throws {
        let office = try await Office(), poster = GatePoster(), receiver = try await Receiver()
        try await office.endJob(tells: "hangs")
        let both = EitherPoster { url in if url == "hangs" { poster } else { ClientPoster() } }
        try await office.delivering(office.deliverer(poster: both)) { deliverer in
            await poster.arrival()
            let id = try await office.endJob(tells: receiver.url)
            deliverer.wake()
            #expect(try await receiver.next().body == Office.body(of: id))
        }
    }

    @Test func forgottenJobsAreGivenUp() async throws {
        let office = try await Office()
        let id = try await office.endJob(tells: "http://127.0.0.1:1/told")
        try await office.delivering(office.deliverer { _, _ in nil }) { _ in
            #expect(await office.outbox.nextRecord() == .givenUp)
        }
        #expect(try await office.log(id).attempts.map(\.result) == [.error("the request is forgotten")])
    }

    /// What goes wrong on our side is not shown to the key's owner.
    @Test func aBodyThatCannotBeMadeIsTriedAgain() async throws {
        struct Fault: Error {}
        let office = try await Office()
        let id = try await office.endJob(tells: "http://127.0.0.1:1/told")
        try await office.delivering(office.deliverer { _, _ in throw Fault() }) { _ in
            #expect(await office.outbox.nextRecord() == .due(office.time.now + .seconds(5)))
        }
        #expect(try await office.log(id).attempts.map(\.result) == [.error("the server could not make the body")])
    }

    @Test func aNewSecretSignsFromTheNextAttemptOn() async throws {
        let office = try await Office(), receiver = try await Receiver(answers: [.badGateway])
        try await office.endJob(tells: receiver.url)
        try await office.delivering { deliverer in
            _ = try await receiver.next()
            _ = await office.outbox.nextRecord()
            let secret = try await office.store.rotateWebhookSecret(of: office.key.record.id)
            office.time.advance(by: .seconds(5))
            deliverer.wake()
            let webhook = try await receiver.next()
            let signature = WebhookSigner(secret).signature(
                id: webhook["webhook-id"] ?? "", timestamp: office.time.now.milliseconds / 1000, body: webhook.body)
            #expect(webhook["webhook-signature"] == signature)
        }
    }

    @Test func twoDeliverersSendEachOnce() async throws {
        let office = try await Office(), receiver = try await Receiver()
        let other = WatchedStore(try SQLiteStore(office.folder.data, time: office.time))
        var ended: Set<JobID> = []
        for _ in 0..<40 { ended.insert(try await office.endJob(tells: receiver.url)) }
        var bodies: [[UInt8]] = []
        try await office.delivering { _ in
            try await office.delivering(office.deliverer(other)) { _ in
                for _ in 0..<40 { bodies.append(try await receiver.next().body) }
            }
        }
        #expect(Set(bodies) == Set(ended.map(Office.body)))
    }
}
