/// What is wrong with a JSON text, and at which byte.
struct JSONFault: Error, Hashable {
    let offset: Int
    let reason: String
}
