import unittest

import numpy as np

from drawing import textures
from drawing.materials import MATERIALS

SIDE = 256


class TextureTests(unittest.TestCase):
    def test_every_material_is_drawn_in_all_its_colours_and_tiles(self):
        for name, material in MATERIALS.items():
            for colour in material.colours or ("",):
                with self.subTest(material=name, colour=colour):
                    self.check(textures.draw(name, colour, np.random.default_rng(3), SIDE))

    def check(self, texture):
        self.assertEqual(texture.colour.shape, (SIDE, SIDE, 3))
        self.assertEqual(texture.height.shape, (SIDE, SIDE))
        self.assertTrue(np.isfinite(texture.height).all())
        self.assertTrue(0 <= texture.colour.min() <= texture.colour.max() <= 1)
        for axis in (0, 1):
            inner = np.abs(np.diff(texture.colour, axis=axis)).mean((axis, 2)).mean()
            first, last = (np.take(texture.colour, i, axis=axis) for i in (0, -1))
            lines = np.abs(np.diff(texture.colour, axis=axis)).mean((1 - axis, 2))
            self.assertLessEqual(np.abs(first - last).mean(), max(3 * inner, 1.4 * lines.max(), 0.02))

    def test_unknown_material_is_refused(self):
        with self.assertRaises(ValueError):
            textures.draw("kryptonite", "", np.random.default_rng(0))


if __name__ == "__main__":
    unittest.main()
