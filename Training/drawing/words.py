"""What the lettering says: words, invented words, short strings."""

import numpy as np

WORDS = tuple(
    """
love home life time art music dance light dark moon star sun sky sea river lake rain snow wind fire earth stone
wood leaf tree rose lily garden flower spring summer autumn winter bread cake pizza pasta sushi taco burger coffee tea
milk honey sugar candy cookie apple lemon orange mango peach plum cherry berry melon grape olive basil pepper salt
fresh cool warm cold sweet wild free happy lucky brave bold calm kind smart fun joy hope dream wish peace power
magic wonder smile laugh play game team win goal run jump surf ski swim bike hike camp trip travel world city town
street park beach island forest desert valley hill peak king queen hero lion tiger bear wolf fox eagle owl fish whale
shark horse cat dog bird bee party sale shop store new best big super mega ultra max pro plus club cafe bar grill
bistro bakery deli market farm studio design photo film cinema radio stage show live tour band rock jazz soul funk
disco house beat pop hello welcome thanks yes no wow yum open now go up on off one two three ten zero first
red blue green silver pink black white copper amber ruby pearl crystal diamond neon space rocket orbit planet
mars venus comet galaxy robot data code cloud net web app tech lab byte pixel logo brand idea make build create craft
paper ink pen book story poem letter word type font sign poster print vintage retro modern urban zen yoga spa gym fit
health care baby kids toys family friend mom dad girl boy man woman people nature organic vegan green energy water
""".split()
)

# kept from the training pictures so that evaluation can ask for words never drawn
HELD_OUT_WORDS = tuple(
    """
bake gold hot ocean brew vivid maple jungle tropic velvet bloom quartz hazel fiesta marble zebra picnic lagoon
harbor blaze crisp feast glow grove haven ivory juice karma lunar mocha nova opal prime quest royal spice tulip unity
vista waffle xenon yacht zesty amigo brisk cedar denim ember
""".split()
)

CONSONANTS = tuple("b c d f g h j k l m n p r s t v w x y z br ch cl cr dr fl gr pl pr qu sh sl sp st th tr".split())
VOWELS = tuple("a e i o u a e i o u ai ea ee oo ou".split())
ENDINGS = ("",) * 8 + tuple("n r s t l m lt st nd x d y".split())
SYMBOLS = ("!", "!", "&", "&", "?", "+", "%", "$", "#", "@", "*")


def sample_word(rng: np.random.Generator) -> str:
    """A word, an invented word, letters, digits or a mixture, of 1 to 10 characters."""
    kind = rng.random()
    if kind < 0.38:
        word = WORDS[rng.integers(len(WORDS))]
    elif kind < 0.72:
        syllables = int(rng.choice([1, 2, 3], p=[0.45, 0.4, 0.15]))
        word = "".join(_pick(rng, CONSONANTS) + _pick(rng, VOWELS) for _ in range(syllables)) + _pick(rng, ENDINGS)
    elif kind < 0.85:
        word = "".join(chr(rng.integers(97, 123)) for _ in range(rng.integers(1, 4)))
    elif kind < 0.94:
        word = "".join(chr(rng.integers(48, 58)) for _ in range(rng.integers(1, 5)))
    else:
        word = WORDS[rng.integers(len(WORDS))][:4] + _pick(rng, SYMBOLS)
    if word in HELD_OUT_WORDS:
        return sample_word(rng)
    return _in_some_case(rng, word[:10])


def _pick(rng, options):
    return options[rng.integers(len(options))]


def _in_some_case(rng, word):
    kind = rng.random()
    return word.upper() if kind < 0.6 else word.capitalize() if kind < 0.85 else word
