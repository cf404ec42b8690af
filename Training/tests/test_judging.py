import unittest

import numpy as np
import torch

from judging.material_network import SIDE, MaterialNetwork
from judging.samples import varied, view, views


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

    def test_views_are_the_whole_and_parts_that_reach_its_corners(self):
        mask = np.zeros((600, 900), np.uint8)
        mask[-60:, -90:] = 255
        pictures, masks = views(np.repeat(mask[..., None], 3, 2), mask)
        self.assertEqual(tuple(pictures.shape), (5, 3, SIDE, SIDE))
        shares = masks.mean((1, 2, 3)).tolist()
        self.assertAlmostEqual(shares[0], 0.01, places=3)
        self.assertEqual(shares[1:4], [0, 0, 0])
        self.assertAlmostEqual(shares[4], 0.01 / 0.36, places=3)

    def test_a_view_shows_what_lies_there(self):
        image = torch.zeros(1, 400, 400, dtype=torch.uint8)
        image[:, 100:200, 200:300] = 255
        self.assertEqual(view(image, 0.25, 0.5, 0.25).min().item(), 1)
        self.assertEqual(view(image, 0.5, 0.5, 0.25).max().item(), 0)

    def test_variation_keeps_picture_and_mask_together(self):
        masks = torch.zeros(8, 1, SIDE, SIDE)
        masks[..., 90:200, 60:180] = 1
        both = varied(masks.repeat(1, 4, 1, 1))
        pictures, shapes = both[:, :3], both[:, 3:]
        self.assertLess((pictures.mean(1, keepdim=True).gt(0.45).float() - shapes.gt(0.5).float()).abs().mean(), 0.05)


if __name__ == "__main__":
    unittest.main()
