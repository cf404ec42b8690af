"""How each material takes the light and what its lettering's edge looks like."""

from dataclasses import dataclass

# (px from the outline, colour '#rrggbb'), outermost first; beyond the last stop the material itself shows
Rim = tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Surface:
    """Distances are px of a 512 px picture.

    specular: strength of highlights, 0..1. gloss: their exponent. metal: name of the mirrored environment, or ''.
    emission: 0, or how much the lettering shines by itself; above 0.5 it lights its surroundings.
    bevel: breadth of the rounded edge. depth: height above the ground. sunk: share of drawings in which the
    lettering lies below the ground instead. domed: whether the edge is round as a tube, not soft.
    ragged: displacement of the outline. wholeness: share of the way to an element's centre at which the
    stencil is looked up, if strokes allow. clear: how much of the ground is seen through it.
    tube: drawn as a glowing tube. rim: coloured band along the outline, and how strongly it is rounded.
    turn: 'any', 'quarter' or 'upright': how the tile may be turned.
    grain: size of what must be seen in a stroke, px; lettering's tiles are shrunk until it is. 0: no matter.
    whitened: share of white mixed into lettering. licks: reach of flames above the outline, px.
    """

    specular: float = 0.1
    gloss: float = 14.0
    metal: str = ""
    emission: float = 0.0
    bevel: float = 8.0
    depth: float = 9.0
    sunk: float = 0.0
    domed: bool = False
    ragged: float = 0.0
    wholeness: float = 0.8
    clear: float = 0.0
    tube: bool = False
    rim: Rim = ()
    rim_height: float = 0.0
    turn: str = "any"
    grain: float = 0.0
    whitened: float = 0.0
    licks: float = 0.0

    @property
    def metal_share(self) -> float:
        return 1.0 if self.metal else 0.0


SURFACES: dict[str, Surface] = {
    "pizza": Surface(
        0.22,
        18,
        bevel=9,
        depth=8,
        ragged=3,
        wholeness=0.0,
        rim_height=8,
        rim=((0, "#8a4a1c"), (2, "#b87030"), (5, "#e0a858"), (9, "#c88038"), (12, "#c8501c")),
        grain=44,
    ),
    "chocolate": Surface(0.8, 26, bevel=12, depth=12, domed=True, turn="quarter"),
    "cookies": Surface(
        0.05, 8, bevel=11, depth=12, ragged=2.5, rim=((0, "#9a5a22"), (4, "#c07c38"), (10, "#d89a4c")), grain=26
    ),
    "donut": Surface(0.4, 26, bevel=16, depth=15, domed=True, ragged=1.5, grain=22),
    "candy": Surface(0.8, 40, depth=10),
    "strawberries": Surface(0.55, 26, bevel=10, depth=11, grain=44),
    "oranges": Surface(0.45, 24, bevel=7, depth=9, grain=56),
    "watermelon": Surface(
        0.3,
        22,
        bevel=8,
        depth=12,
        rim_height=2,
        rim=((0, "#145020"), (3.5, "#2c8436"), (5, "#cfe8a8"), (8, "#f4f4d8"), (11, "#f48c80")),
        grain=22,
    ),
    "honeycomb": Surface(0.8, 30, bevel=9, depth=11, wholeness=0.7, grain=34),
    "coffee": Surface(0.4, 20, bevel=8, depth=9, wholeness=0.9),
    "grass": Surface(0.08, 10, bevel=7, depth=11, ragged=1),
    "roses": Surface(0.06, 8, bevel=3, depth=4, grain=40),
    "daisies": Surface(0.05, 8, bevel=7, depth=9),
    "leaves": Surface(0.12, 14, bevel=6, depth=9),
    "wood": Surface(0.12, 14, bevel=5, depth=11, turn="quarter", grain=30),
    "gold": Surface(0.5, 40, metal="gold", bevel=13, depth=15, domed=True),
    "silver": Surface(0.5, 40, metal="silver", bevel=13, depth=15, domed=True),
    "copper": Surface(0.5, 40, metal="copper", bevel=13, depth=15, domed=True),
    "rust": Surface(0.12, 12, bevel=5, depth=11, grain=40),
    "diamonds": Surface(0.8, 60, bevel=9, depth=10),
    "pearls": Surface(0.8, 50, bevel=8, depth=10),
    "marble": Surface(0.5, 60, bevel=6, depth=12, grain=60),
    "bricks": Surface(0.04, 8, bevel=4, depth=11, turn="upright", grain=50),
    "stones": Surface(0.1, 14, bevel=5, depth=10),
    "concrete": Surface(0.04, 8, bevel=4, depth=13),
    "sand": Surface(0.02, 8, bevel=11, depth=9, ragged=2.5, grain=40),
    "soil": Surface(0.02, 8, bevel=9, depth=9, ragged=2),
    "lava": Surface(0.05, 10, emission=0.75, bevel=8, depth=6, sunk=0.8, ragged=3, grain=54),
    "water": Surface(0.75, 60, bevel=12, depth=8, sunk=0.5, domed=True, ragged=1.5, grain=50),
    "ice": Surface(0.9, 50, bevel=11, depth=13, domed=True, clear=0.2, grain=50),
    "snow": Surface(0.1, 30, bevel=13, depth=11, ragged=2.5),
    "clouds": Surface(0.0, 8, bevel=16, depth=9, domed=True, ragged=4, whitened=0.8),
    "galaxy": Surface(0.0, 8, emission=0.3, bevel=4, depth=4, sunk=0.6, grain=60),
    "fire": Surface(0.0, 8, emission=1.0, bevel=4, depth=3, ragged=1.5, licks=9, turn="upright"),
    "neon": Surface(0.3, 30, emission=2.0, bevel=16, depth=10, tube=True),
    "denim": Surface(0.02, 8, bevel=6, depth=8),
    "wool": Surface(0.03, 8, bevel=14, depth=13, domed=True, turn="upright", grain=26),
    "fur": Surface(0.08, 10, bevel=11, depth=12, wholeness=0.9, ragged=1, grain=24),
    "silk": Surface(0.5, 9, bevel=14, depth=13, domed=True, grain=80),
    "leather": Surface(0.4, 14, bevel=10, depth=11, domed=True, grain=14),
    "balloons": Surface(0.9, 40, metal="foil", bevel=30, depth=30, domed=True),
    "blocks": Surface(0.7, 34, bevel=3, depth=10, wholeness=1.0, turn="quarter", grain=23),
    "circuit": Surface(0.35, 24, bevel=3, depth=9, turn="quarter", grain=30),
    "stained glass": Surface(
        0.5,
        30,
        emission=0.35,
        bevel=5,
        depth=8,
        wholeness=0.0,
        rim_height=3,
        rim=((0, "#17161a"), (4.5, "#17161a"), (5.5, "#2c2a30")),
        grain=46,
    ),
    "paper": Surface(0.0, 8, bevel=2, depth=8),
}
