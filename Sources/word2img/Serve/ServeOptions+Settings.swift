internal import API
internal import ArgumentParser
internal import Domain
internal import Fetching
internal import Foundation

extension ServeOptions {
    /// Throws what is wrong with the options taken together.
    func check() throws(Failure) {
        let isLoopback = ["localhost", "::1"].contains(host) || host.hasPrefix("127.")
        if publicURL == nil && !isLoopback {
            throw Failure(
                badInput:
                    "--host \(host) is no loopback address: name with --public-url what clients call this server, "
                    + "such as https://words.example.com")
        }
        if let publicURL, !publicURL.hasPrefix("https://") && !publicURL.hasPrefix("http://") {
            throw Failure(badInput: "--public-url is \(publicURL); it must begin with https:// or http://")
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw Failure(badInput: "--tls-certificate and --tls-key go together: name both")
        }
        for path in [tlsCertificate, tlsKey].compactMap(\.self) { _ = try InputFile.read(path, limit: 1 << 20) }
        let ranges: [(String, Int, ClosedRange<Int>)] = [
            ("--port", port, 0...65_535), ("--admin-port", adminPort, 0...65_535), ("--workers", workers, 0...256),
            ("--requests-per-minute", requestsPerMinute, 1...1_000_000),
            ("--running-per-key", runningPerKey, 1...10_000), ("--queued-per-key", queuedPerKey, 1...1_000_000),
            ("--queued-in-all", queuedInAll, 1...10_000_000), ("--unreadable-per-day", unreadablePerDay, 0...1_000_000),
            ("--body-limit", bodyLimit, 1...512),
            ("--picture-limit", pictureLimit, 1...256), ("--fetch-time", fetchTime, 1...9),
            ("--sync-deadline", syncDeadline, 1...86_400), ("--result-retention", resultRetention, 1...31_536_000),
            ("--output-retention", outputRetention, 1...31_536_000),
            ("--history-retention", historyRetention, 1...3650), ("--drain-time", drainTime, 0...3600),
        ]
        for (name, value, range) in ranges where !range.contains(value) {
            throw Failure(badInput: "\(name) is \(value); it must be from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    func settings(document: [UInt8]) throws -> ServiceSettings {
        var settings = ServiceSettings()
        settings.publicURL = publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        settings.scheme = tlsCertificate == nil ? "http" : "https"
        settings.trustedProxies = Set(Self.list(trustedProxies))
        settings.prices = PriceList(
            base: try Self.price(priceBase, "--price-base"),
            perMegapixelStep: try Self.price(priceMegapixelStep, "--price-megapixel-step"))
        settings.bodyLimit = bodyLimit << 20
        settings.pictureLimit = pictureLimit << 20
        settings.requestsPerMinute = requestsPerMinute
        settings.syncDeadline = .seconds(syncDeadline)
        settings.cancelsOnDisconnect = cancelOnDisconnect
        settings.plainWebhookHosts = Set(Self.list(fetchAllow))
        settings.document = document
        return settings
    }

    var policy: JobPolicy {
        var policy = JobPolicy()
        policy.runningPerKey = runningPerKey
        policy.queuedPerKey = queuedPerKey
        policy.queuedInAll = queuedInAll
        policy.unreadablePerDay = unreadablePerDay
        policy.resultRetention = .seconds(resultRetention)
        policy.outputRetention = .seconds(outputRetention)
        policy.historyRetention = .seconds(max(historyRetention * 86_400, resultRetention))
        return policy
    }

    func addressPolicy() throws(Failure) -> AddressPolicy {
        do { return try AddressPolicy(allowing: Self.list(fetchAllow)) } catch {
            throw Failure(
                badInput:
                    "--fetch-allow has \(error.text); it must be a host's name without a port, an address, or a network "
                    + "such as 10.1.0.0/16")
        }
    }

    func trustedCertificates() throws(Failure) -> TrustedCertificates? {
        guard let fetchTrust else { return nil }
        do { return try TrustedCertificates(file: fetchTrust) } catch {
            throw Failure(badInput: "--fetch-trust is \(fetchTrust), which can't be read as a PEM file of certificates")
        }
    }

    var tls: APIServer.TLSFiles? {
        tlsCertificate.flatMap { certificate in tlsKey.map { .init(certificate: certificate, key: $0) } }
    }

    private static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private static func price(_ text: String, _ name: String) throws(Failure) -> Money {
        guard let price = Money(text), price >= .zero else {
            throw Failure(badInput: "\(name) is \(text); it must be an amount of dollars such as 0.0005")
        }
        return price
    }
}
