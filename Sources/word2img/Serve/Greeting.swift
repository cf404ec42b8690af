internal import API
internal import Domain

/// What a server says when it listens.
struct Greeting {
    let text: String

    init(_ options: ServeOptions, port: Int, model: String?, keys: FirstKeys) {
        var lines: [String] = []
        if let client = keys.client, let admin = keys.admin {
            lines += [
                "Keys of this server, shown once:", "  API key: \(client.text) ($\(FirstKeys.credits) of credits)",
                "  Admin key: \(admin.text)",
            ]
        }
        let base = options.publicURL ?? "\(options.tlsCertificate == nil ? "http" : "https")://\(options.host):\(port)"
        lines.append("Listening on \(base)" + (model.map { " with the model \($0)" } ?? ", without workers"))
        if model != nil {
            let stencil = (try? Share().find("examples/word.png")) ?? "word.png", key = keys.client?.text ?? "$WORD2IMG_KEY"
            lines.append(
                """
                Try it: curl -H "x-api-key: \(key)" -F image=@\(stencil) -F prompt="molten gold letters on black marble" \
                -F size=512 -o word.jpg \(base)/v1/\(ServiceSettings().slug)
                """)
        }
        text = lines.joined(separator: "\n")
    }
}
