"""More of what transformers' CLIPTokenizer does: texts that go by Unicode's fine print, and folders with other special tokens.

    python Tools/reference/tokenizer_ids.py                            # writes Tests/Goldens/tokenizer_{unicode,special}.json
    python Tools/reference/tokenizer_ids.py --fuzz 50000 --seed 1 ids.json
    TOKENIZER_GOLDEN=$PWD/ids.json swift test -c release --filter TokenizerTests      # compares ours with that file
"""

import argparse
import json
import os
import random
import shutil
import tempfile

from transformers import CLIPTokenizer

from golden import FOLDER, VERSIONS

TOKENIZER = "tiny/tokenizer"
LENGTH = 77

BLOCKS = [
    (0x00, 0x7F), (0x80, 0x24F), (0x250, 0x36F), (0x300, 0x36F), (0x370, 0x52F), (0x530, 0x6FF), (0x700, 0xDFF), (0xE00, 0x11FF),
    (0x1200, 0x1CFF), (0x1D00, 0x1FFF), (0x2000, 0x2FFF), (0x3000, 0x33FF), (0xA000, 0xABFF), (0xAC00, 0xD7A3), (0xE000, 0xFFFF),
    (0x10000, 0x11FFF), (0x12000, 0x1FFFF), (0x1F000, 0x1FAFF), (0x20000, 0x20FFF), (0xE0000, 0xE01FF),
]
# Marks of many combining classes, some younger than the tokenizers library's normalisation (Unicode 9), some that decompose.
MARKS = [chr(mark) for mark in [
    *range(0x300, 0x370), 0x5B0, 0x64B, 0x651, 0x7FD, 0x8D4, 0x93C, 0x94D, 0xF71, 0xF72, 0xF73, 0xF74, 0xF75, 0xF81, 0x1AB0, 0x1AC1,
    0x1DC0, 0x20D0, 0x3099, 0x309A, 0x11930, 0x1E4EC]]
FRAGMENTS = [
    "'s", "'t", "'re", "'ve", "'m", "'ll", "'d", "'", "''", "<|endoftext|>", "<|startoftext|>", "<|ENDOFTEXT|>", "<|endoftext|", "<|",
    "|>", "endoftext", " ", "  ", "\t\n", "\u00A0", "\u3000", "\u180E", "\u200B", "\x00", "\x1F", "\x85", "pizza", "Pizza", "a", "I",
    "1", "23", "½", "!", "!!", "?!", "🍕", "👩‍👩‍👧", "İ", "Σ", "ß", "ﬁ", "ǅ", "é", "e\u0301", "が", "か\u3099", "가",
    "\u1100\u1161\u11A8", "\uFDD0", "\uFFFF", "\U0010FFFF", "\U00020041\u0301", "\u088F", "\U00016D68\U00016D67", "\u212A"]
# One scalar each whose class, case or normalisation is younger or odd.
FINE_PRINT = ["a" + chr(scalar) + "1" + chr(scalar) + "!" + chr(scalar) for scalar in [
    0x88F, 0xC5C, 0xA7CE, 0x16EA0, 0x1C89, 0x10D4A, 0x1CCF0, 0xA7CB, 0x11DE0, 0x1FBF9, 0x180E, 0x2E2F, 0x3007, 0x2160, 0x24B6, 0x1E9E,
    0x130, 0x13A0, 0x10A0, 0x1C90, 0x10400, 0xFB01, 0x1F88, 0x345, 0x387, 0x37E, 0x2126, 0x1FEF, 0xF900, 0x2F800, 0x2F8FF, 0x11935]]

START, END = "<|startoftext|>", "<|endoftext|>"
SPECIAL_TEXTS = [
    "a <|endoftext|> b", "a <|ENDOFTEXT|>b", "<|startoftext|>x<|STARTOFTEXT|>", "hi! wow!!", "<|endoftext|>\u0338",
    "x <|endoftext|> \u0301", "<|endoftext|><|endoftext|>!!", "!<|EndOfText|>!!", "  <|endoftext|>  a", "", "pizza " * 76 + "!"]


def added(content, normalized, **other):
    flags = {"content": content, "lstrip": False, "normalized": normalized, "rstrip": False, "single_word": False}
    return {**flags, **other}


def config(content, normalized):
    return {"__type": "AddedToken", **added(content, normalized)}


def decoder(token, flags):
    return {"added_tokens_decoder": {token: flags}}


# The files beside vocab.json and merges.txt. The second is how Stable Diffusion 1.5's are written.
FOLDERS = {
    "bare": {},
    "published": {
        "tokenizer_config.json": {
            "bos_token": config(START, True), "eos_token": config(END, True), "unk_token": config(END, True), "pad_token": END,
            "model_max_length": LENGTH, "tokenizer_class": "CLIPTokenizer", "do_lower_case": True, "errors": "replace"},
        "special_tokens_map.json": {
            "bos_token": added(START, True), "eos_token": added(END, True), "unk_token": added(END, True), "pad_token": END}},
    "padded with !": {"tokenizer_config.json": {"pad_token": "!"}},
    "map overrides": {"tokenizer_config.json": {"pad_token": END}, "special_tokens_map.json": {"pad_token": "!"}},
    "all normalized": {"tokenizer_config.json": {
        "bos_token": config(START, True), "eos_token": config(END, True), "unk_token": config(END, True), "pad_token": config(END, True)}},
    "normalized, then not": {"tokenizer_config.json": {"eos_token": config(END, True), "pad_token": config(END, True)}},
    "only padding normalized": {"tokenizer_config.json": {"pad_token": config(END, True)}},
    "decoder": {
        "tokenizer_config.json": {"eos_token": END, "pad_token": END, **decoder("913", added(END, True, special=True))},
        "special_tokens_map.json": {"pad_token": "!"}},
    "added word": {"tokenizer_config.json": decoder("0", added("!", True, special=False))},
}


def scalar(random_):
    while True:
        value = random_.randint(*random_.choice(BLOCKS))
        if not 0xD800 <= value < 0xE000:
            return chr(value)


def text(random_):
    count, kind = random_.choice([1, 2, 3, 5, 8, 13, 21, 40, 80]), random_.randrange(4)
    if kind == 0:
        return "".join(random_.choice(FRAGMENTS) for _ in range(count))
    if kind == 1:
        return "".join(scalar(random_) for _ in range(count))
    if kind == 2:
        return "".join(random_.choice([scalar(random_), random_.choice(MARKS), random_.choice(MARKS)]) for _ in range(count))
    low, high = random_.choice(BLOCKS)
    return "".join(
        chr(random_.randint(low, high)) if random_.random() < 0.7 else random_.choice(MARKS + FRAGMENTS)
        for _ in range(count))


def cases(tokenizer, texts):
    for text_ in texts:
        ids = tokenizer(text_).input_ids
        kept = ids if len(ids) <= LENGTH else [*ids[:LENGTH - 1], ids[-1]]
        yield {"text": text_, "ids": kept, "tokens": len(ids)}


def save(path, lines, **header):
    body = ",\n".join("  " + json.dumps(line) for line in lines)
    with open(path, "w") as file:
        file.write(json.dumps({"made_by": VERSIONS, **header}, indent=1).removesuffix("\n}") + f',\n "cases": [\n{body}\n ]\n}}\n')


def write_texts(path, count, seed):
    random_ = random.Random(seed)
    tokenizer = CLIPTokenizer.from_pretrained(os.path.join(FOLDER, TOKENIZER))
    texts = [*FINE_PRINT, *(text(random_) for _ in range(count - len(FINE_PRINT)))]
    save(path, cases(tokenizer, texts), tokenizer=TOKENIZER)


def write_special(path):
    lines = []
    for name, files in FOLDERS.items():
        with tempfile.TemporaryDirectory() as folder:
            for file in ("vocab.json", "merges.txt"):
                shutil.copy(os.path.join(FOLDER, TOKENIZER, file), folder)
            for file, content in files.items():
                with open(os.path.join(folder, file), "w") as target:
                    json.dump(content, target)
            tokenizer = CLIPTokenizer.from_pretrained(folder)
            texts = list(cases(tokenizer, SPECIAL_TEXTS))
            files = {file: json.dumps(content) for file, content in files.items()}
            lines.append({"name": name, "files": files, "padding": tokenizer.pad_token_id, "texts": texts})
    save(path, lines, tokenizer=TOKENIZER)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fuzz", type=int, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("output", nargs="?")
    arguments = parser.parse_args()
    if arguments.fuzz:
        write_texts(arguments.output or parser.error("a file to write is missing"), arguments.fuzz, arguments.seed)
    else:
        write_texts(os.path.join(FOLDER, "tokenizer_unicode.json"), 500, 5)
        write_special(os.path.join(FOLDER, "tokenizer_special.json"))
