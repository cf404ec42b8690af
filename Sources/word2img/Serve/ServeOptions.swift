internal import ArgumentParser
internal import Domain

/// Everything that can be set about a server. Each option can also be given by the environment (`WORD2IMG_PORT` for `--port`) and
/// by a file (`--config`, a JSON object with a member `port`): see ``SettingSources``.
struct ServeOptions: ParsableArguments {
    @Option(help: "The address to listen on for clients.") var host = "127.0.0.1"
    @Option(help: "The port for clients; 0 for any free one.") var port = 8080
    @Option(help: "The address of the operator's listener: /metrics and /admin.") var adminHost = "127.0.0.1"
    @Option(help: "Its port.") var adminPort = 8081
    @Option(help: "The folder for jobs, keys and pictures; made if it is missing.") var data = "word2img-data"
    @Option(help: "Worker processes; 0 for a node that only answers HTTP.") var workers = 1
    @Option(
        help:
            "What URLs in answers begin with, such as https://words.example.com. Needed unless --host is a loopback address."
    )
    var publicURL: String?
    @Option(help: "Addresses of proxies whose X-Forwarded-* headers are believed, separated by commas.")
    var trustedProxies = ""
    @Option(help: "A PEM file with the certificate chain, for https.") var tlsCertificate: String?
    @Option(help: "A PEM file with its private key.") var tlsKey: String?

    @Option(help: "Requests a minute of a key that has no limit of its own.") var requestsPerMinute = 600
    @Option(help: "Jobs of one key that run at a time.") var runningPerKey = 4
    @Option(help: "Jobs of one key that wait.") var queuedPerKey = 100
    @Option(help: "Jobs that wait in all.") var queuedInAll = 10_000
    @Option(help: "Requests with min_readability of one key that may fail in a day, which costs nothing.")
    var unreadablePerDay = 20
    @Option(help: "The largest request, in MiB.") var bodyLimit = 32
    @Option(help: "The largest control picture's file, in MiB.") var pictureLimit = 20
    @Option(help: "Seconds to fetch a picture from the web in.") var fetchTime = 8
    @Option(
        help: "Hosts or networks that may be fetched from and posted to although they are private, separated by commas."
    )
    var fetchAllow = ""
    @Option(help: "A PEM file of certificates that are trusted beside the system's when fetching and posting webhooks.")
    var fetchTrust: String?

    @Option(help: "Dollars for a job itself.") var priceBase = "0.0005"
    @Option(help: "Dollars for a megapixel and step.") var priceMegapixelStep = "0.00032"

    @Option(help: "Seconds that a v1 request waits for its picture.") var syncDeadline = 600
    @Flag(help: "Cancel a v1 request's job when its client goes away.") var cancelOnDisconnect = false
    @Option(help: "Seconds that a result can be fetched.") var resultRetention = 3600
    @Option(help: "Seconds that output files can be fetched.") var outputRetention = 3600
    @Option(help: "Days that the request history goes back.") var historyRetention = 30
    @Option(help: "Seconds that a stopping server gives its jobs and answers.") var drainTime = 30

    @Option(help: "How log lines look: json or console.") var logFormat = LogFormatOption.console
    @Option(help: "The least important level that is logged: debug, info, notice, warning, error.") var logLevel =
        "info"

    /// Without the dashes: what environment and file may set.
    static let names = [
        "host", "port", "admin-host", "admin-port", "data", "workers", "public-url", "trusted-proxies",
        "tls-certificate", "tls-key", "requests-per-minute", "running-per-key", "queued-per-key", "queued-in-all",
        "unreadable-per-day", "body-limit",
        "picture-limit", "fetch-time", "fetch-allow", "fetch-trust", "price-base", "price-megapixel-step",
        "sync-deadline",
        "result-retention", "output-retention", "history-retention", "drain-time", "log-format", "log-level",
        "model", "controlnet", "precision",
    ]
    static let flags = ["cancel-on-disconnect"]
}
