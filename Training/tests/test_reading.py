import unittest

import numpy as np
import torch

from drawing.lettering import letter
from reading.material_network import SIDE, MaterialNetwork
from reading.reader import is_read, same
from reading.samples import augmented, reduced


def textured_word(word: str, seed: int) -> np.ndarray:
    """The word in noisy red upon noisy green of the same brightness."""
    rng = np.random.default_rng(seed)
    mask = letter(np.random.default_rng(4), [word], font="/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")
    shape = np.where(mask[..., None] > 127, (170.0, 80.0, 60.0), (60.0, 128.0, 60.0))
    return np.clip(shape + rng.normal(0, 35, shape.shape), 0, 255).astype(np.uint8)


class ReadingTests(unittest.TestCase):
    def test_a_textured_word_is_read_and_others_are_not(self):
        picture = textured_word("HAZEL", 0)
        self.assertTrue(is_read(picture, "hazel"))
        self.assertFalse(is_read(picture, "maple"))

    def test_noise_says_nothing_asked_for(self):
        noise = np.random.default_rng(1).integers(0, 256, (256, 256, 3)).astype(np.uint8)
        self.assertFalse(is_read(noise, "gold"))

    def test_letters_that_look_alike_count_as_one(self):
        self.assertTrue(same("GO1D 5", "gold S"))
        self.assertTrue(same("h0t", "HOT"))
        self.assertFalse(same("HAT", "HOT"))


class ClassifierTests(unittest.TestCase):
    def test_scores_depend_on_where_the_mask_is(self):
        network = MaterialNetwork(7).eval()
        pictures = torch.rand(2, 3, SIDE, SIDE)
        mask = torch.zeros(2, 1, SIDE, SIDE)
        mask[..., :100] = 1
        with torch.no_grad():
            inside, outside = network(pictures, mask)
            other, _ = network(pictures, 1 - mask)
        self.assertEqual(tuple(inside.shape), (2, 7))
        self.assertEqual(tuple(outside.shape), (2, 7))
        self.assertGreater((inside - other).abs().max().item(), 1e-4)

    def test_variation_keeps_picture_and_mask_together(self):
        masks = torch.zeros(8, 1, 300, 300, dtype=torch.uint8)
        masks[..., 90:200, 60:240] = 255
        small = reduced(masks)
        pictures, shapes = augmented(small.repeat(1, 3, 1, 1), small)
        self.assertLess((pictures.mean(1, keepdim=True).gt(0.45).float() - shapes.gt(0.5).float()).abs().mean(), 0.05)


if __name__ == "__main__":
    unittest.main()
