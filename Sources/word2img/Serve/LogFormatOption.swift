internal import ArgumentParser
internal import Logs

/// ``LogFormat`` on the command line.
enum LogFormatOption: String, ExpressibleByArgument, CaseIterable {
    case json, console

    var format: LogFormat { self == .json ? .json : .console }
}
