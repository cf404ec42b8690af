/// The schedulers of the published API, under its names.
public enum SchedulerName: String, Sendable, Hashable, Codable, CaseIterable {
    case ddim
    case dpmpp2M = "dpmpp_2m"
}
