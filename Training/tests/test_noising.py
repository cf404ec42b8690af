import unittest

import torch

from learning.noising import add_noise, drop_text, weight_of, weights_of_letters

TEXT, EMPTY, NEGATIVE = 7, 0, 9


class NoisingTests(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)

    def dropped(self, share, text_effect):
        ids = torch.full((4000, 3), TEXT)
        empty, negatives = torch.full((3,), EMPTY), torch.full((2, 3), NEGATIVE)
        ids, effect = drop_text(ids, empty, negatives, share, text_effect)
        return ids[:, 0], effect.flatten()

    def test_half_of_the_dropped_texts_are_empty_and_half_negative(self):
        ids, _ = self.dropped(0.4, 1.0)
        self.assertAlmostEqual((ids == EMPTY).float().mean().item(), 0.2, delta=0.03)
        self.assertAlmostEqual((ids == NEGATIVE).float().mean().item(), 0.2, delta=0.03)

    def test_a_text_has_a_part_of_its_effect_and_a_negative_one_none(self):
        ids, effect = self.dropped(0.4, 0.25)
        for kind, wanted in ((TEXT, 0.25), (EMPTY, 1), (NEGATIVE, 0)):
            self.assertEqual(effect[ids == kind].unique().tolist(), [wanted])

    def test_what_there_is_to_learn_weighs_the_same_with_and_without_text(self):
        ids, effect = self.dropped(0.4, 0.25)
        weight = weight_of(effect.view(-1, 1, 1, 1), 0.25)
        self.assertEqual((weight * effect.square())[ids != NEGATIVE].unique().tolist(), [1])
        self.assertEqual(weight[ids == NEGATIVE].unique().tolist(), [16])

    def test_all_weigh_one_where_all_of_the_effect_is_learned(self):
        _, effect = self.dropped(0, 1.0)
        self.assertEqual(weight_of(effect.view(-1, 1, 1, 1), 1.0).unique().tolist(), [1])

    def test_the_target_takes_noisy_latents_back_to_what_was_drawn(self):
        alphas = torch.linspace(0.999, 0.005, 1000)
        latents = torch.randn(64, 2, 4, 4)
        noisy = add_noise(latents, alphas, 5.0)
        alpha = alphas[noisy.timesteps].view(-1, 1, 1, 1)
        found = (noisy.latents - (1 - alpha).sqrt() * noisy.target) / alpha.sqrt()
        torch.testing.assert_close(found, latents, rtol=0, atol=1e-4)
        self.assertTrue((noisy.weight > 0).all())

    def test_letters_weigh_more_and_all_weigh_one_in_the_mean(self):
        masks = torch.zeros(2, 32, 32, dtype=torch.uint8)
        masks[0, :8], masks[1, 8:24] = 255, 255
        weights = weights_of_letters(masks, 3.0)
        self.assertEqual(tuple(weights.shape), (2, 4, 4))
        torch.testing.assert_close(weights.mean((1, 2)), torch.ones(2))
        torch.testing.assert_close(weights[:, :2, 0], torch.tensor([[2.0, 2 / 3], [0.5, 1.5]]))
        self.assertTrue((weights_of_letters(masks, 1.0) == 1).all())
