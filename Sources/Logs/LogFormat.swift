public import Logging

/// How log lines look.
public enum LogFormat: String, Sendable, CaseIterable {
    /// One JSON object a line, for machines.
    case json
    /// One line for people.
    case console

    /// Sends all loggers of this process to the standard error, in this format. Once a process.
    public func bootstrap(level: Logger.Level) {
        LoggingSystem.bootstrap { label in LineLogHandler(label: label, format: self, logLevel: level) }
    }
}
