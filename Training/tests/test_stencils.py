import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from drawing.controls import control_pictures
from drawing.lettering import Stencil, letter, measure, sample_stencil
from drawing.stencil_bank import StencilBank
from drawing.stencils import save
from drawing.words import HELD_OUT_WORDS, WORDS, sample_word


class StencilTests(unittest.TestCase):
    def test_held_out_words_are_never_drawn(self):
        self.assertFalse(set(WORDS) & set(HELD_OUT_WORDS))
        rng = np.random.default_rng(0)
        words = [sample_word(rng) for _ in range(5000)]
        self.assertFalse({word.lower() for word in words} & set(HELD_OUT_WORDS))
        self.assertTrue(all(1 <= len(word) <= 10 for word in words))

    def test_distances_agree_with_the_mask(self):
        for seed in range(6):
            stencil = sample_stencil(np.random.default_rng(seed))
            quarter = stencil.mask.reshape(256, 2, 256, 2).mean((1, 3)) / 255
            self.assertTrue((stencil.distance[quarter > 0.99] > -0.8).all())
            self.assertTrue((stencil.distance[quarter < 0.01] < 0.8).all())
            self.assertGreaterEqual(stencil.stroke, 15)
            self.assertGreater(stencil.gap, 0)

    def test_measured_breadth_is_a_bars(self):
        mask = np.zeros((512, 512), np.uint8)
        mask[236:276, 40:472] = 255
        self.assertAlmostEqual(measure(mask, None).stroke, 40, delta=6)

    def test_lettering_lies_within_the_picture(self):
        rng = np.random.default_rng(1)
        for _ in range(12):
            mask = letter(rng, ["HOME"])
            self.assertGreater((mask > 127).mean(), 0.02)
            edge = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
            self.assertLess((edge > 127).mean(), 0.02)

    def test_stencils_are_picked_by_the_breadth_of_their_strokes(self):
        blank = np.zeros((512, 512), np.uint8), np.zeros((256, 256), np.float32)
        strokes = [60, 16, 26, 34]
        with tempfile.TemporaryDirectory() as folder:
            save(Path(folder), [Stencil(*blank, stroke=stroke, gap=20, text="A") for stroke in strokes])
            bank, rng = StencilBank(Path(folder), torch.device("cpu")), np.random.default_rng(0)

            def picked(*breadths):
                return {strokes[bank.pick(rng, *breadths)] for _ in range(60)}

            self.assertEqual(picked(0), {16, 26, 34, 60})
            self.assertEqual(picked(30), {34, 60})
            self.assertEqual(picked(18, 36), {26, 34})
            self.assertEqual(picked(40, 50), {60})
            self.assertEqual(picked(80), {60})

    def test_control_pictures_are_half_clean_and_always_show_the_letters(self):
        masks = torch.zeros(200, 64, 64, dtype=torch.uint8)
        masks[:, 20:44, 20:44] = 255
        pictures = control_pictures(masks, torch.Generator().manual_seed(0))
        self.assertEqual(tuple(pictures.shape), (200, 3, 64, 64))
        clean = torch.stack([((p == 0) | (p == 1)).all() for p in pictures]).float().mean().item()
        self.assertTrue(0.38 < clean < 0.62, clean)
        inside = pictures[..., 26:38, 26:38].mean((1, 2, 3))
        outside = pictures[..., :12, :].mean((1, 2, 3))
        self.assertGreater((inside - outside).abs().min().item(), 0.05)
        self.assertTrue(0.35 < (inside > outside).float().mean().item() < 0.65)


if __name__ == "__main__":
    unittest.main()
