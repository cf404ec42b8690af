"""Captions with strange words in between."""

import numpy as np
import pytest
from drawing import captions

from learning.configuration import TRAINING
from learning.strange_words import PLACED, StrangeWords, aligned, known_words
from learning.tokenizer import LENGTH, Tokenizer

EMBEDDED = TRAINING.parent / "share/models/embedded/tokenizer"


@pytest.fixture
def strange(tmp_path):
    dictionary = tmp_path / "words"
    dictionary.write_text("zebra\nGold\nquickly\nit's\nmarble\numbrella\n", encoding="utf-8")
    return StrangeWords(dictionary)


def test_words_of_the_grammar_are_not_strange(strange):
    assert strange._words == ["zebra", "quickly", "umbrella"]
    assert {"gold", "marble", "letters", "moonlight"} <= known_words()


def test_a_missing_dictionary_says_what_to_install(tmp_path):
    with pytest.raises(FileNotFoundError, match="apt-get install wamerican-small"):
        StrangeWords(tmp_path / "words")


def test_captions_keep_their_words_in_order(strange):
    random, changed = np.random.default_rng(0), 0
    for _ in range(200):
        text = captions.sample(random).text
        mixed = strange.between(random, text)
        kept = [number for _, number in mixed if number is not None]
        words = text.split()
        assert kept == sorted(kept)
        assert all(words[number] == word for word, number in mixed if number is not None)
        assert {words[number].lower() for number in set(range(len(words))) - set(kept)} <= PLACED
        changed += len(mixed) > len(kept)
    assert 100 < changed < 200


def test_tokens_are_aligned(strange):
    random, tokenize = np.random.default_rng(1), Tokenizer(EMBEDDED)
    for _ in range(200):
        text = captions.sample(random).text
        mixed = strange.between(random, text)
        plain, ids, places = aligned(tokenize, text, mixed)
        assert len(plain) == len(ids) == len(places) == LENGTH
        strange_ones = [at for at, place in enumerate(places) if place == 0]
        known = [at for at in range(LENGTH) if at not in strange_ones]
        assert strange_ones[0] == 0  # the start
        assert [ids[at] for at in known] == [plain[places[at]] for at in known]
        assert len(strange_ones) > 1 or all(number is not None for _, number in mixed)
