"""The caption grammar: what a picture shows, and one of many ways of saying it.

The content (materials, colours, tone, light) is drawn first; the text then names it, or leaves parts unsaid.
What is left unsaid gets a likely value, so that short prompts have likely pictures.
"""

from dataclasses import dataclass, replace

import numpy as np

from . import phrases
from .materials import MATERIALS, SURROUNDINGS

CONSONANTS = "bcdfghjklmnprstvwz"
VOWELS = "aeiou"
USUAL = 0.44  # share of pictures whose surroundings are usual for the lettering
UNSAID = 0.65  # share of those whose captions leave them out


@dataclass(frozen=True)
class Caption:
    """A caption and what it means. Empty strings stand for neutral tone, light, framing and focus."""

    text: str
    lettering: str
    surroundings: str
    lettering_colour: str = ""
    surroundings_colour: str = ""
    tone: str = ""
    light: str = ""
    framing: str = ""
    focus: str = ""


def sample(rng: np.random.Generator, lettering: str | None = None, surroundings: str | None = None) -> Caption:
    """Draws what a picture shows and a caption of 1 to about 40 words for it.

    lettering, surroundings: names from ``MATERIALS``; drawn at random where not given.
    """
    lettering = lettering or _choose(rng, tuple(MATERIALS))
    surroundings = surroundings or _choose_surroundings(rng, lettering)
    meaning = Caption(
        text="",
        lettering=lettering,
        surroundings=surroundings,
        lettering_colour=_choose(rng, MATERIALS[lettering].colours),
        surroundings_colour=_choose(rng, MATERIALS[surroundings].colours),
        tone=_sometimes(rng, 0.38, tuple(phrases.TONES)),
        light=_sometimes(rng, 0.08, tuple(phrases.LIGHTS)),
        framing=_sometimes(rng, 0.12, tuple(phrases.FRAMINGS)),
        focus=_sometimes(rng, 0.06, tuple(phrases.FOCUSES)),
    )
    return replace(meaning, text=say(rng, meaning))


def say(rng: np.random.Generator, meaning: Caption) -> str:
    """One of many ways of saying what a picture shows; usual surroundings may go without saying."""
    subject = _lettering_phrase(rng, meaning.lettering, meaning.lettering_colour)
    is_usual = meaning.surroundings in MATERIALS[meaning.lettering].usual
    if is_usual and rng.random() < UNSAID:
        sentence = _choose(rng, phrases.SENTENCES_WITHOUT_SURROUNDINGS).format(i=subject)
    else:
        place = _place_phrase(rng, meaning.surroundings, meaning.surroundings_colour)
        sentence = _choose(rng, phrases.SENTENCES).format(i=subject, o=place)
    effects = [
        _choose(rng, table[key])
        for table, key in (
            (phrases.TONES, meaning.tone),
            (phrases.LIGHTS, meaning.light),
            (phrases.FRAMINGS, meaning.framing),
            (phrases.FOCUSES, meaning.focus),
        )
        if key
    ]
    return _assemble(rng, sentence, effects + _fillers(rng, meaning.lettering))


def _choose(rng: np.random.Generator, options: tuple[str, ...]) -> str:
    return options[rng.integers(len(options))] if options else ""


def _sometimes(rng: np.random.Generator, probability: float, options: tuple[str, ...]) -> str:
    return _choose(rng, options) if rng.random() < probability else ""


def _choose_surroundings(rng: np.random.Generator, lettering: str) -> str:
    if rng.random() < USUAL:
        return _choose(rng, MATERIALS[lettering].usual)
    return _choose(rng, tuple(name for name in SURROUNDINGS if name != lettering))


def _fill(template: str, colour: str) -> str:
    return " ".join(template.replace("{c}", colour).split())


def _with_article(words: str) -> str:
    if words.startswith(("a ", "an ", "the ")):
        return words
    return ("an " if words[0] in VOWELS else "a ") + words


def _lettering_phrase(rng: np.random.Generator, name: str, colour: str) -> str:
    material = MATERIALS[name]
    spoken = colour if rng.random() < 0.75 or name == "oranges" else ""
    phrase = _fill(_choose(rng, material.names), spoken)
    if rng.random() < 0.08:
        phrase = f"{_choose(rng, phrases.ADJECTIVES)} {phrase}"
    if rng.random() < 0.1:
        phrase = _with_article(phrase)
    if material.extras and rng.random() < 0.25:
        phrase += _choose(rng, (" and ", " with ")) + _choose(rng, material.extras)
    return phrase


def _place_phrase(rng: np.random.Generator, name: str, colour: str) -> str:
    spoken = colour if rng.random() < 0.8 or name in ("paper", "oranges") else ""
    phrase = _fill(_choose(rng, MATERIALS[name].places), spoken)
    if phrase.startswith("a ") and phrase[2] in VOWELS:
        phrase = "an " + phrase[2:]
    return phrase


def _fillers(rng: np.random.Generator, lettering: str) -> list[str]:
    options = phrases.FILLERS
    if lettering in phrases.FOOD:
        options += phrases.FOOD_FILLERS * 4
    elif lettering in phrases.NATURE:
        options += phrases.NATURE_FILLERS * 4
    count = int(rng.choice([0, 1, 2, 3, 5, 8], p=[0.38, 0.25, 0.17, 0.1, 0.07, 0.03]))
    words = list(dict.fromkeys(_choose(rng, options) for _ in range(count)))
    if rng.random() < 0.06:
        words.append(_nonsense(rng))
    return words


def _nonsense(rng: np.random.Generator) -> str:
    """An invented word or a name, which should change nothing."""
    syllables = "".join(
        _choose(rng, tuple(CONSONANTS)) + _choose(rng, tuple(VOWELS)) for _ in range(rng.integers(1, 4))
    )
    return _choose(rng, ("by {w}", "{w}", "{w} style", 'the word "{w}"', "for {w}")).format(w=syllables)


def _assemble(rng: np.random.Generator, sentence: str, additions: list[str]) -> str:
    rng.shuffle(additions)
    before = int(rng.integers(0, len(additions) + 1)) if additions and rng.random() < 0.35 else 0
    if additions and before == 0 and rng.random() < 0.12:
        sentence = f"{additions.pop()} of {sentence}"
    parts = additions[:before] + [sentence] + additions[before:]
    if rng.random() < 0.2:
        parts[before] = parts[before][0].upper() + parts[before][1:]
    text = ("," if rng.random() < 0.12 else ", ").join(parts)
    case = rng.random()
    if case < 0.15:
        text = text.lower()
    elif case < 0.19:
        text = text.upper()
    elif case < 0.3:
        text = text[0].upper() + text[1:]
    if rng.random() < 0.08:
        text += "."
    return text
