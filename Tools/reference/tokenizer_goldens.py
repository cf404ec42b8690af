"""What transformers' CLIPTokenizer makes of a thousand texts, with the vocabulary of Tests/Goldens/tiny."""

import os
import random

from transformers import CLIPTokenizer

import vocabulary
from golden import FOLDER, Golden
from texts import PROMPTS

COUNT = 1000

# Each of these has caught a tokenizer out.
HARD = [
    "",
    " ",
    "\n\t ",
    "a",
    "A",
    "  two   spaces\tand\na newline ",
    "don't I'LL we'Re it'S they'd I'M you've o'clock 'tis ''s",
    "l'été à Noël",
    "e\u0301te\u0301 vs \u00e9t\u00e9",
    "\u212b \u2126 \u1e9b\u0323",
    "İstanbul ISTANBUL ıI",
    "ΑΣ ΌΣΟΣ ς",
    "straße STRASSE ẞ",
    "ǅ ǆ Ǆ",
    "ﬁne ﬂow",
    "½ ² ③ Ⅷ",
    "٣٤٥ १२३",
    "1234567890",
    "3.14159",
    "a1b2c3",
    "x²+y²=z²",
    "東京の夜 さくら",
    "한국어 텍스트",
    "สวัสดีครับ",
    "مرحبا بالعالم",
    "שלום עולם",
    "Привет, МИР!",
    "🍕",
    "🍕🍕🍕 pizza",
    "👩‍👩‍👧‍👦 family",
    "🇩🇪🇫🇷",
    "👍🏽",
    "☀️ sun",
    "❤",
    "a🍕b",
    "<|startoftext|>",
    "a <|endoftext|> b",
    "<|endoftext|><|endoftext|>",
    "<|ENDOFTEXT|>",
    "<| endoftext |>",
    "<b>html</b> &amp; more",
    "hello_world",
    "__init__",
    "a-b--c---d",
    "...",
    "!!!???",
    "(((masterpiece:1.2)))",
    "[a|b]",
    "100% $5 €5 £5 #tag @user",
    "C++ & C#",
    "http://example.org/a?b=c&d=e",
    "\u00a0non\u00a0breaking\u2003em\u3000wide",
    "zero\u200bwidth\u200djoiner\ufeffbom",
    "soft\u00adhyphen",
    "tab\tseparated",
    "carriage\r\nreturn",
    "\x00nul\x01one",
    "\x7f\x85",
    "\u2028line\u2029paragraph",
    "“quotes” ‘single’ it’s",
    "–— dashes …",
    "a" * 200,
    "pizza" * 60,
    "é" * 120,
    "🍕" * 60,
    "' '' ''' ''''",
    "'s't're've'm'll'd",
    "'S 'T 'RE 'VE 'M 'LL 'D",
    "ñ n\u0303",
    "Å A\u030a",
    "q\u0323\u0307 q\u0307\u0323",
    "\u1100\u1161\u11a8",
    "ａｂｃ１２３",
    "𝒜𝓫𝔠 𝟙𝟚",
    "\U0001f9ff\u20e3 1\ufe0f\u20e3",
]

WORDS = sorted({word for word in vocabulary.PIECES.findall(vocabulary.SENTENCES)}) + [
    "Crème",
    "naïve",
    "Ünïcödé",
    "GOLD",
    "PizzA",
    "x2",
    "4k",
    "8K",
    "f/1.8",
    "35mm",
    "don't",
    "It's",
    "rock'n'roll",
    "東京",
    "🍕",
    "😀",
    "☕",
    "ß",
    "Ω",
    "№5",
]
JOINTS = [" ", " ", " ", ", ", "  ", "\n", "-", "", ". ", "! ", "; ", "(", ") "]
RANGES = [
    (0x20, 0x7F),
    (0xA0, 0x24F),
    (0x300, 0x36F),
    (0x370, 0x52F),
    (0x5D0, 0x5EA),
    (0x620, 0x669),
    (0x900, 0x97F),
    (0x1E00, 0x1FFF),
    (0x2000, 0x206F),
    (0x2150, 0x218F),
    (0x3040, 0x30FF),
    (0x4E00, 0x4FFF),
    (0xAC00, 0xACFF),
    (0x1F300, 0x1F64F),
    (0x1D400, 0x1D4FF),
]


def texts():
    random_ = random.Random(77)
    result = HARD + PROMPTS
    while len(result) < COUNT:
        if len(result) % 3:
            text = "".join(
                random_.choice(WORDS) + random_.choice(JOINTS) for _ in range(random_.choice((2, 4, 8, 12, 16)))
            )
            result.append(text.upper() if random_.random() < 0.1 else text.title() if random_.random() < 0.1 else text)
        else:
            low, high = random_.choice(RANGES)
            letters = [chr(random_.randint(low, high)) for _ in range(random_.randint(1, 16))]
            result.append("".join(letter + random_.choice(("", "", "", " ", "a", "'s ")) for letter in letters))
    return result


def make():
    tokenizer = CLIPTokenizer.from_pretrained(os.path.join(FOLDER, "tiny"), subfolder="tokenizer")
    golden = Golden("tokenizer", tokenizer="tiny/tokenizer", start=tokenizer.bos_token_id, end=tokenizer.eos_token_id)
    for text in texts():
        padded = tokenizer(text, padding="max_length", max_length=77, truncation=True).input_ids
        whole = tokenizer(text, padding="longest").input_ids
        assert len(padded) == 77
        golden.cases.append({"text": text, "ids": padded[: len(whole)], "tokens": len(whole)})
    golden.save()
