internal import Foundation

/// What goes on, on standard error: a bar that is redrawn on a terminal, a line a stage elsewhere.
struct Progress {
    private let isShown: Bool
    private let isTerminal: Bool
    private let start = ContinuousClock.now

    init(isShown: Bool, isTerminal: Bool = StandardError.isTerminal) {
        self.isShown = isShown
        self.isTerminal = isTerminal
    }

    func stage(_ text: String) {
        guard isShown else { return }
        StandardError.write(isTerminal ? "\r\u{1B}[K\(text)" : text + "\n")
    }

    /// After each step; `seconds` is what the steps took so far.
    func step(_ done: Int, of count: Int, seconds: Double) {
        guard isShown && isTerminal else { return }
        StandardError.write("\r\u{1B}[K" + Self.line(done, of: count, seconds: seconds))
    }

    /// Clears the bar.
    func end() {
        if isShown && isTerminal { StandardError.write("\r\u{1B}[K") }
    }

    static func line(_ done: Int, of count: Int, seconds: Double) -> String {
        let width = 24, filled = done * width / count, each = seconds / Double(done)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let left = Int((each * Double(count - done)).rounded(.up))
        let time = left < 60 ? "\(left) s" : "\(left / 60) min \(left % 60) s"
        return "\(bar) step \(done)/\(count)  \(String(format: "%.2f", each)) s a step  \(time) left"
    }
}
