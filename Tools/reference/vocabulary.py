"""A small CLIP vocabulary (byte-level pairs, `</w>` at a word's end), learned from the sentences below."""

import collections
import json
import os
import re

SENTENCES = """
a photo of a mouth-watering pizza topped with gooey cheese and fresh ingredients, food photography, top-view
a word made of red roses on green grass, soft light, highly detailed, sharp focus
glowing lava flowing over black volcanic rock at night, cinematic lighting
blue ocean waves on golden sand, aerial view, drone shot
molten gold letters on black marble, studio light, reflections
pink neon sign on a brick wall in the rain, bokeh, realistic
ice crystals on fresh snow, cold light, macro photograph
colorful candies on pink paper, flat lay, product photo
milk chocolate and coffee beans on a wooden table, warm light
yellow daisies surrounded by autumn leaves, watercolor painting
a city street at night with the lights of cars, long exposure
clouds in a bright blue sky above the mountains, the sun behind them
an old stone wall covered with ivy, morning fog, film grain
fruit and vegetables on a market stall: apples, oranges, tomatoes, peppers
low quality, blurry, worst quality, text, watermark, distorted, ugly, bad anatomy
it's the best they've ever made, i'm sure you'll like it, don't they'd say we're done
the quick brown fox jumps over the lazy dog 0123456789
"""

PIECES = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[a-z]+|[0-9]|[^\sa-z0-9]+")
MERGES = 400


def byte_characters():
    """CLIP's printable stand-in for each byte, in the vocabulary's order."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return {**{byte: chr(byte) for byte in printable}, **{byte: chr(256 + i) for i, byte in enumerate(others)}}


def learn(characters):
    """The `MERGES` most frequent pairs, one after the other; ties go to the later in the alphabet."""
    counts = collections.Counter(PIECES.findall(SENTENCES))
    words = {}
    for word in counts:
        symbols = [characters[byte] for byte in word.encode()]
        words[word] = (*symbols[:-1], symbols[-1] + "</w>")
    merges = []
    while len(merges) < MERGES:
        pairs = collections.Counter()
        for word, symbols in words.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += counts[word]
        if not pairs:
            break
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        merges.append(best)
        words = {word: merged(symbols, best) for word, symbols in words.items()}
    return merges


def merged(symbols, pair):
    result, index = [], 0
    while index < len(symbols):
        if symbols[index : index + 2] == pair:
            result.append("".join(pair))
            index += 2
        else:
            result.append(symbols[index])
            index += 1
    return tuple(result)


def write(folder):
    """Writes vocab.json, merges.txt and tokenizer_config.json; answers the number of tokens."""
    characters = byte_characters()
    merges = learn(characters)
    letters = list(characters.values())
    tokens = [*letters, *(letter + "</w>" for letter in letters), *("".join(pair) for pair in merges)]
    tokens = [*dict.fromkeys(tokens), "<|startoftext|>", "<|endoftext|>"]
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "vocab.json"), "w") as file:
        json.dump({token: index for index, token in enumerate(tokens)}, file, ensure_ascii=False)
    with open(os.path.join(folder, "merges.txt"), "w") as file:
        file.write("#version: 0.2\n" + "".join(" ".join(pair) + "\n" for pair in merges))
    with open(os.path.join(folder, "tokenizer_config.json"), "w") as file:
        json.dump(
            {
                "tokenizer_class": "CLIPTokenizer",
                "model_max_length": 77,
                "bos_token": "<|startoftext|>",
                "eos_token": "<|endoftext|>",
                "pad_token": "<|endoftext|>",
                "unk_token": "<|endoftext|>",
            },
            file,
            indent=2,
        )
        file.write("\n")
    return len(tokens)
