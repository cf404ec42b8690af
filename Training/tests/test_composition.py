import dataclasses
import unittest

import torch

from drawing.composition import compose
from drawing.fields import blur, look_up
from drawing.scene import Scene
from drawing.surfaces import SURFACES
from drawing.tiles import Layer

NAMES = ("pizza", "gold", "neon", "ice", "lava", "roses", "stained glass", "wood")
SIDE = 96


def layer(n, generator, reach):
    offset = torch.randn((n, 2, SIDE, SIDE), generator=generator) * reach
    colour = torch.rand((n, 3, SIDE, SIDE), generator=generator)
    return Layer(blur(colour, 2.0), blur(colour[:, :1] * 8, 2.0), offset, torch.full((n,), float(reach)))


def scene():
    generator = torch.Generator().manual_seed(0)
    n = len(NAMES)
    x = torch.arange(SIDE).float()
    distance = 20 - torch.maximum((x[:, None] - 48).abs(), (x - 48).abs())
    distances = distance.expand(n, 1, SIDE, SIDE).contiguous()
    light = torch.tensor([-0.5, -0.5, 0.7071]).expand(n, 3).contiguous()
    return Scene(
        masks=(distances + 0.5).clamp(0, 1), distances=distances, strokes=torch.full((n,), 40.0),
        gaps=torch.full((n,), 30.0), lettering=layer(n, generator, 3), surroundings=layer(n, generator, 0),
        lettering_surfaces=[SURFACES[name] for name in NAMES], surroundings_surfaces=[SURFACES["paper"]] * n,
        light=light, sunk=torch.tensor([0.0, 0, 0, 0, 1, 0, 0, 0]), variation=torch.ones(n),
        tones=["", "warm", "night", "pastel", "", "vivid", "dark", "black and white"],
        blurred=[False] * (n - 1) + [True], detail=1.0,
        ripple=torch.randn((n, 2, SIDE, SIDE), generator=generator))  # fmt: skip


def part(value, i, n):
    """The i-th picture's share of a scene's field."""
    if isinstance(value, torch.Tensor) and value.shape[:1] == (n,):
        return value[i : i + 1]
    if isinstance(value, list):
        return value[i : i + 1]
    if isinstance(value, Layer):
        return Layer(*(part(getattr(value, field.name), i, n) for field in dataclasses.fields(Layer)))
    return value


class CompositionTests(unittest.TestCase):
    def test_pictures_of_a_batch_do_not_depend_on_each_other(self):
        whole = scene()
        together = compose(whole)
        for i, name in enumerate(NAMES):
            fields = {f.name: part(getattr(whole, f.name), i, len(NAMES)) for f in dataclasses.fields(Scene)}
            alone = compose(Scene(**fields))
            self.assertLess((alone[0] - together[i]).abs().max().item(), 1e-4, name)

    def test_pictures_are_in_range_and_show_the_lettering(self):
        pictures = compose(scene())
        self.assertTrue(bool(torch.isfinite(pictures).all()))
        self.assertGreaterEqual(pictures.min().item(), 0)
        self.assertLessEqual(pictures.max().item(), 1)
        inside, outside = pictures[..., 40:56, 40:56].mean((2, 3)), pictures[..., :8, :8].mean((2, 3))
        self.assertGreater((inside - outside).abs().amax(1).min().item(), 0.02)

    def test_black_and_white_has_no_colour(self):
        grey = compose(scene())[NAMES.index("wood")]
        self.assertLess((grey.amax(0) - grey.amin(0)).max().item(), 1e-3)

    def test_blur_keeps_constants_and_means(self):
        maps = torch.rand(2, 3, 64, 64)
        for sigma in (0.7, 2.0, 5.0, 12.0):
            self.assertTrue(torch.allclose(blur(torch.full((1, 1, 64, 64), 0.3), sigma), torch.tensor(0.3), atol=1e-5))
            self.assertLess((blur(maps, sigma).mean() - maps.mean()).abs().item(), 0.02)
            self.assertLess(blur(maps, sigma).std().item(), maps.std().item())

    def test_look_up_shifts(self):
        maps = torch.rand(1, 1, 16, 16)
        moved = look_up(maps, torch.full((1, 1, 1), 2.0), torch.full((1, 1, 1), 3.0))
        self.assertTrue(torch.allclose(moved[..., :12, :12], maps[..., 3:15, 2:14], atol=1e-5))


if __name__ == "__main__":
    unittest.main()
