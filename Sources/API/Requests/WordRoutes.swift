internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// The word before it is a picture: stencils, fonts, and named looks.
struct WordRoutes: Sendable {
    let services: Services

    var endpoints: [Endpoint] {
        [
            Endpoint(.post, "/v2/stencil", "makeStencil", stencil),
            Endpoint(.get, "/v2/fonts", "getFonts", fonts),
            Endpoint(.get, "/v2/fonts/{family}/sample", "getFontSample", fontSample),
            Endpoint(.get, "/v2/presets", "getPresets", presets),
            Endpoint(.get, "/v2/presets/{name}/sample", "getPresetSample", presetSample),
        ]
    }

    /// The stencil alone, as PNG or SVG.
    private func stencil(_ request: Request, _ context: Context) async throws -> Response {
        let (_, headers) = try await Authentication(services: services).admit(request, for: .jobs)
        var reader = ParameterReader(try await SentBody(request, limit: services.settings.bodyLimit))
        let lettering = reader.lettering(), size = reader.stencilSize(), format = reader.stencilFormat() ?? .png
        guard let lettering else {
            if !reader.has(.text) { reader.fault(.text, found: "missing", allowed: "text of 1 to 64 characters") }
            throw APIError(reader.faults)
        }
        let faults = reader.faults + lettering.faults().map(APIError.Fault.init)
        guard faults.isEmpty else { throw APIError(faults) }
        do {
            return Response(
                bytes: try await services.words.stencil(lettering, size, as: format), contentType: format.contentType,
                headers: headers)
        } catch let fault as WordFault {
            throw APIError(.badRequest, .invalidParameters, "text can't be drawn: \(fault.sentence)")
        }
    }

    private func fonts(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await Authentication(services: services).key(request, for: .jobs)
        let links = Links(request, peer: context.peer, settings: services.settings)
        return Response(json: FontsAnswer(fonts: services.words.families.map { .init($0, links) }))
    }

    /// For anyone: what a page shows beside a font's name.
    private func fontSample(_ request: Request, _ context: Context) async throws -> Response {
        let family = try context.parameters.require("family").removingPercentEncoding ?? ""
        guard let sample = try await services.words.sample(ofFamily: family) else {
            throw APIError(.notFound, .notFound, "There is no font \(family.prefix(64))")
        }
        return Response(bytes: sample, contentType: "image/png", headers: Self.cached)
    }

    private func presets(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await Authentication(services: services).key(request, for: .jobs)
        let links = Links(request, peer: context.peer, settings: services.settings)
        return Response(json: PresetsAnswer(presets: services.presets.map { .init($0, links) }))
    }

    private func presetSample(_ request: Request, _ context: Context) async throws -> Response {
        let name = try context.parameters.require("name")
        guard services.presets.contains(where: { $0.name == name }), let sample = services.presetSample(name) else {
            throw APIError(.notFound, .notFound, "There is no preset \(name.prefix(64)), or no picture of it")
        }
        return Response(bytes: sample, contentType: "image/webp", headers: Self.cached)
    }

    private static let cached: HTTPFields = [.cacheControl: "public, max-age=86400", .xContentTypeOptions: "nosniff"]
}

extension ParameterReader {
    /// Sides that the engine could draw.
    fileprivate mutating func stencilSize() -> PictureSize {
        let sizes = RequestLimits.Sizes.multiples(of: 8, sides: 64...2048)
        let size = read(.size, allowed: sizes.description) { value in
            (value.asText?.trimmed ?? value.asInteger.map(String.init)).flatMap { PictureSize($0) }
                .flatMap { sizes.contains($0) ? $0 : nil }
        }
        return size ?? PictureSize(width: 768, height: 768)
    }

    fileprivate mutating func stencilFormat() -> StencilFormat? {
        read(.outputFormat, allowed: "\"png\" or \"svg\"") { value in
            value.asText.flatMap { StencilFormat(rawValue: $0.trimmed.lowercased()) }
        }
    }
}

/// `GET /v2/fonts`.
struct FontsAnswer: Encodable {
    let fonts: [Font]

    struct Font: Encodable {
        let family: String
        let sample_url: String

        init(_ family: String, _ links: Links) {
            self.family = family
            sample_url = links.path("/v2/fonts/\(Links.escaped(family))/sample")
        }
    }
}

/// `GET /v2/presets`.
struct PresetsAnswer: Encodable {
    let presets: [Entry]

    struct Entry: Encodable {
        let name: String
        let title: String
        let theme: String
        let prompt: String
        let negative_prompt: String
        let fonts: [String]
        let settings: Preset.Settings?
        let sample_url: String

        init(_ preset: Preset, _ links: Links) {
            name = preset.name
            title = preset.title
            theme = preset.theme
            prompt = preset.prompt
            negative_prompt = preset.negativePrompt
            fonts = preset.fonts
            settings = preset.settings
            sample_url = links.path("/v2/presets/\(preset.name)/sample")
        }
    }
}
