"""What one batch of pictures is composed of."""

from dataclasses import dataclass

import torch

from .surfaces import Surface
from .tiles import Layer


@dataclass
class Scene:
    """A batch of n pictures of h x w px before composition.

    masks [n, 1, h, w]: 1 in the lettering. distances [n, 1, h, w]: px to its outline, positive inside. strokes, gaps
    [n]: mean breadths of the strokes and of the room between them, px. lettering, surroundings: the layers and the
    surface of each picture's. light [n, 3]: unit vectors to the light, y down. sunk [n]: 1 where the lettering lies
    below the ground, else 0. variation [n]: factor on bevel and depth. tones: names from ``phrases.TONES`` or ''.
    blurred: whether the surroundings are out of focus. detail: picture px per px of a 512 px picture, for all that
    has a size. ripple [n, 2, h, w]: unit noise that makes outlines ragged.
    """

    masks: torch.Tensor
    distances: torch.Tensor
    strokes: torch.Tensor
    gaps: torch.Tensor
    lettering: Layer
    surroundings: Layer
    lettering_surfaces: list[Surface]
    surroundings_surfaces: list[Surface]
    light: torch.Tensor
    sunk: torch.Tensor
    variation: torch.Tensor
    tones: list[str]
    blurred: list[bool]
    detail: float
    ripple: torch.Tensor

    def values(self, attribute: str) -> torch.Tensor:
        """A numeric attribute of the lettering's surfaces, [n, 1, 1, 1]."""
        numbers = [float(getattr(surface, attribute)) for surface in self.lettering_surfaces]
        return torch.tensor(numbers, device=self.masks.device).view(-1, 1, 1, 1)

    def rows(self, condition) -> torch.Tensor:
        """Indices of the pictures whose lettering's surface fulfils a condition."""
        chosen = [i for i, surface in enumerate(self.lettering_surfaces) if condition(surface)]
        return torch.tensor(chosen, device=self.masks.device, dtype=torch.long)
