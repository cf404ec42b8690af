"""A drawn tile of a material."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Texture:
    """A seamless tile, unlit, at the scale of a 512 px picture (a stroke of a letter is 40 to 110 px wide).

    colour: float32 [n, n, 3] in 0..1.
    height: float32 [n, n], px.
    offset: int16 [n, n, 2], (dy, dx) px from each pixel to the centre of its element (petal, stone, bean), or
        None. The stencil is looked up there, so that whole elements fall inside or outside the lettering.
    """

    colour: np.ndarray
    height: np.ndarray
    offset: np.ndarray | None = None
