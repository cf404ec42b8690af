/// Where ink is; y runs downward.
struct Rectangle: Hashable {
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0

    var width: Double { right - left }
    var height: Double { bottom - top }
}
