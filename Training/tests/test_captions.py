import unittest

import numpy as np

from drawing import captions, phrases
from drawing.grading import GRADES
from drawing.materials import MATERIALS, SURROUNDINGS
from drawing.surfaces import SURFACES


class CaptionTests(unittest.TestCase):
    def test_tables_agree(self):
        self.assertEqual(set(SURFACES), set(MATERIALS))
        self.assertEqual(set(GRADES), {"", *phrases.TONES})
        for name, material in MATERIALS.items():
            self.assertLessEqual(set(material.usual), set(SURROUNDINGS), name)
            self.assertNotIn(name, material.usual)

    def test_samples_name_what_they_show(self):
        rng = np.random.default_rng(0)
        seen = [captions.sample(rng) for _ in range(4000)]
        self.assertEqual({caption.lettering for caption in seen}, set(MATERIALS))
        self.assertEqual({caption.surroundings for caption in seen}, set(SURROUNDINGS))
        for caption in seen:
            self.assertNotEqual(caption.lettering, caption.surroundings)
            self.assertIn(caption.lettering_colour, MATERIALS[caption.lettering].colours or ("",))
            self.assertIn(caption.surroundings_colour, MATERIALS[caption.surroundings].colours or ("",))
            self.assertTrue(1 <= len(caption.text.split()) <= 40, caption.text)
            self.assertNotIn("{", caption.text)

    def test_tones_are_said(self):
        rng = np.random.default_rng(1)
        for caption in (captions.sample(rng) for _ in range(500)):
            if caption.tone:
                said = any(words.lower() in caption.text.lower() for words in phrases.TONES[caption.tone])
                self.assertTrue(said, caption)

    def test_published_example_is_in_reach(self):
        rng = np.random.default_rng(2)
        parts = ("mouth-watering pizza topped with gooey cheese", "fresh ingredients", "food photography")
        texts = (captions.sample(rng, "pizza").text.lower() for _ in range(30000))
        self.assertTrue(any(all(part in text for part in parts) for text in texts))


if __name__ == "__main__":
    unittest.main()
