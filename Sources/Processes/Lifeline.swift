internal import Foundation

/// The child's end of the pipe that ``ChildProgram/Input/lifeline`` gives it as its standard input.
public enum Lifeline {
    /// Calls `ended` once, on a thread of its own, when the parent is gone or has let go of this process.
    public static func watch(_ ended: @escaping @Sendable () -> Void) {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                let count = read(STDIN_FILENO, &byte, 1)
                if count == 0 || count < 0 && errno != EINTR { return ended() }
            }
        }
    }
}
