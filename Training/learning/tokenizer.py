"""CLIP's byte-pair tokenizer over a vocabulary of our own: learning it from captions, and using it."""

import collections
import json
import re
from functools import cache

START, END = "<|startoftext|>", "<|endoftext|>"
LENGTH = 77  # tokens of a text, start and end counted
PIECES = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[a-z]+|[0-9]|[^\sa-z0-9]+")  # of lower-case text: enough for captions
CONFIG = {
    "tokenizer_class": "CLIPTokenizer",
    "model_max_length": LENGTH,
    "bos_token": START,
    "eos_token": END,
    "pad_token": END,
    "unk_token": END,
}


@cache
def byte_characters():
    """CLIP's printable stand-in for each byte, in the vocabulary's order."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return {**{byte: chr(byte) for byte in printable}, **{byte: chr(256 + i) for i, byte in enumerate(others)}}


def symbols(word):
    """A word's bytes as symbols, the last one marked as the word's end."""
    characters = [byte_characters()[byte] for byte in word.encode()]
    return (*characters[:-1], characters[-1] + "</w>")


def merged(word, pair):
    """The symbols of a word with every occurrence of the pair made one symbol."""
    result, index = [], 0
    while index < len(word):
        size = 2 if word[index : index + 2] == pair else 1
        result.append("".join(word[index : index + size]))
        index += size
    return tuple(result)


def learn(texts, most):
    """The most frequent pairs of symbols, one after the other, at most `most`; ties go to the later in the alphabet."""
    counts = collections.Counter(piece for text in texts for piece in PIECES.findall(text.lower()))
    words = {piece: symbols(piece) for piece in counts}
    merges = []
    while len(merges) < most:
        pairs = collections.Counter()
        for piece, word in words.items():
            for pair in zip(word, word[1:], strict=False):
                pairs[pair] += counts[piece]
        if not pairs:
            break
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        merges.append(best)
        words = {piece: merged(word, best) if best[0] in word else word for piece, word in words.items()}
    return merges


def write(folder, merges):
    """Writes vocab.json, merges.txt and tokenizer_config.json; answers the number of tokens."""
    letters = list(byte_characters().values())
    tokens = [*letters, *(letter + "</w>" for letter in letters), *("".join(pair) for pair in merges)]
    tokens = [*dict.fromkeys(tokens), START, END]
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {token: index for index, token in enumerate(tokens)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    lines = "".join(" ".join(pair) + "\n" for pair in merges)
    (folder / "merges.txt").write_text("#version: 0.2\n" + lines, encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(CONFIG, indent=2) + "\n")
    return len(tokens)


class Tokenizer:
    """From text to 77 token ids, as transformers' CLIPTokenizer does for English text."""

    def __init__(self, folder):
        self.ids = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        lines = (folder / "merges.txt").read_text(encoding="utf-8").splitlines()[1:]
        self.ranks = {tuple(line.split()): rank for rank, line in enumerate(lines)}
        self.known = {}

    def __len__(self):
        return len(self.ids)

    def __call__(self, text):
        pieces = PIECES.findall(text.lower())
        ids = [identifier for piece in pieces for identifier in self._piece(piece)][: LENGTH - 2]
        return [self.ids[START], *ids] + [self.ids[END]] * (LENGTH - 1 - len(ids))

    def _piece(self, piece):
        if piece not in self.known:
            word = symbols(piece)
            while pairs := [pair for pair in zip(word, word[1:], strict=False) if pair in self.ranks]:
                word = merged(word, min(pairs, key=self.ranks.get))
            self.known[piece] = [self.ids[symbol] for symbol in word]
        return self.known[piece]
