"""Stage `tokenizer`: learns the vocabulary from captions of the grammar."""

import numpy as np
from drawing import captions

from learning import tokenizer


def run(config):
    settings, folder = config["tokenizer"], config["folders"]["tokenizer"]
    random = np.random.default_rng(settings["seed"])
    texts = [captions.sample(random).text for _ in range(settings["captions"])]
    size = tokenizer.write(folder, tokenizer.learn(texts, settings["merges"]))
    encode = tokenizer.Tokenizer(folder)
    lengths = [sum(identifier != len(encode) - 1 for identifier in encode(text)) for text in texts[:2000]]
    print(f"{size} tokens in {folder}; a caption has {np.mean(lengths):.0f} on average, {max(lengths)} at most")
