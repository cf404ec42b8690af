"""Captions with words in between that the caption grammar doesn't know, as people write them.

The words are those of Debian's `wamerican-small` (SCOWL, a free word list), less all that the grammar itself says.
"""

import re
from pathlib import Path

from drawing import phrases
from drawing.materials import MATERIALS

from learning.tokenizer import LENGTH

DICTIONARY = Path("/usr/share/dict/american-english-small")
SMALL = ("a", "the", "that", "this", "its", "our", "of", "and", "onto", "into", "from", "at", "for", "to")
PLACED = frozenset({"on", "upon", "over", "in", "against", "amid", "along"})  # say nothing that the order doesn't say
SHARES = (0.0, 0.1, 0.25, 0.5)  # of the gaps between a caption's words: how many get strange words
MOST = 3  # in a gap


class StrangeWords:
    """Puts strange words between a caption's."""

    def __init__(self, dictionary=DICTIONARY):
        """Raises FileNotFoundError where there is no dictionary."""
        if not dictionary.exists():
            raise FileNotFoundError(f"no dictionary {dictionary}: apt-get install wamerican-small")
        known = known_words()
        words = dictionary.read_text(encoding="utf-8").lower().split()
        self._words = [word for word in dict.fromkeys(words) if word.isascii() and word.isalpha() and word not in known]

    def between(self, random, text):
        """The caption's words and strange ones, in order: pairs of a word and its number in the caption, None of strange
        ones. Here and there a strange word stands for a preposition."""
        words = text.split()
        share = random.choice(SHARES)
        mixed = []
        for number, word in enumerate(words):
            if random.random() < share:
                mixed += self._some(random)
            follows = number > 0 and not words[number - 1].endswith(",")
            if follows and word.lower() in PLACED and random.random() < share:
                mixed += self._some(random)
            else:
                mixed.append((word, number))
        return mixed + (self._some(random) if random.random() < share else [])

    def mixed(self, random, text):
        """The caption with strange words in between."""
        return together(self.between(random, text))

    def _some(self, random):
        return [(self._one(random), None) for _ in range(random.integers(1, MOST + 1))]

    def _one(self, random):
        words = SMALL if random.random() < 0.25 else self._words
        return words[random.integers(len(words))] + ("," if random.random() < 0.1 else "")


def known_words():
    """All words that the grammar says."""
    said = [*phrases.SENTENCES, *phrases.SENTENCES_WITHOUT_SURROUNDINGS, *phrases.ADJECTIVES]
    said += [*phrases.FILLERS, *phrases.FOOD_FILLERS, *phrases.NATURE_FILLERS]
    for table in (phrases.TONES, phrases.LIGHTS, phrases.FRAMINGS, phrases.FOCUSES):
        said += [way for ways in table.values() for way in ways]
    for material in MATERIALS.values():
        said += [*material.names, *material.places, *material.colours, *material.extras]
    return {word for phrase in said for word in re.findall("[a-z]+", phrase.lower())}


def aligned(tokenize, text, mixed):
    """Token ids [77] of the caption and of its words mixed with strange ones, and for each token of the latter the place
    in the former that it means: strange words mean nothing, as the start of the text does."""
    ids, places = [tokenize(text), tokenize(together(mixed))], [0]
    starts, sizes, at = [], [], 1
    for word in text.split():
        starts.append(at)
        sizes.append(count(tokenize, word))
        at += sizes[-1]
    for word, number in mixed:
        if number is None:
            places += [0] * count(tokenize, word)
        else:
            places += range(starts[number], starts[number] + sizes[number])
    places = [*places[: LENGTH - 1], *range(at, at + LENGTH)]  # the end, and the padding after it
    return *ids, [min(place, LENGTH - 1) for place in places[:LENGTH]]


def together(mixed):
    return " ".join(word for word, _ in mixed)


def count(tokenize, word):
    """How many tokens a word has."""
    end = tokenize("")[-1]
    return sum(token != end for token in tokenize(word)) - 1
