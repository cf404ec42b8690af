import unittest
from unittest import mock

from learning.pacing import Pacer


class Alone:
    size = 1

    def leaders(self, value):
        return value


class PacingTests(unittest.TestCase):
    def test_minutes_in_which_the_process_was_stopped_do_not_count(self):
        pacer = Pacer(Alone(), 1, 1e-3, 10, 0.5)
        times = [*range(10), *range(1000, 1010)]  # a step a second, and a pause
        with mock.patch("learning.pacing.time.monotonic", side_effect=times):
            for _ in times:
                pacer.count(4)
        self.assertEqual(pacer.samples, 80)
        self.assertLess(pacer.seconds, 30)
        self.assertFalse(pacer.done)

    def test_the_rate_rises_stays_and_falls(self):
        pacer = Pacer(Alone(), 1, 1e-3, 10, 0.5)
        self.assertAlmostEqual(pacer.rate(), 1e-4)
        pacer.samples = 100
        self.assertEqual(pacer.rate(), 1e-3)
        pacer.seconds = 60
        self.assertAlmostEqual(pacer.rate(), 2e-5)
        self.assertTrue(pacer.done)


if __name__ == "__main__":
    unittest.main()
