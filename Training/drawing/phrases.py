"""Words of captions that name no material: tones, framing, and filler that changes nothing."""

# tone -> ways of saying it; what a tone does to colours is in drawing.grading
TONES: dict[str, tuple[str, ...]] = {
    "warm": ("warm light", "warm colors", "golden light", "cozy warm light", "warm tones", "candle light"),
    "cold": ("cold light", "cool colors", "cold blue light", "winter light", "cool tones"),
    "morning": ("soft morning light", "morning light", "gentle morning sun", "early morning"),
    "sunset": ("sunset light", "golden hour", "at sunset", "evening sun", "sunset"),
    "night": ("night", "at night", "moonlight", "dark night", "midnight"),
    "dark": ("dark", "dark and moody", "moody light", "low key", "dim light", "dark mood"),
    "bright": ("bright", "bright light", "high key", "bright daylight", "sunny"),
    "pastel": ("pastel colors", "pastel", "soft pastel tones", "pale colors"),
    "vivid": ("vivid colors", "vibrant", "saturated colors", "vibrant colors", "colorful and vivid"),
    "black and white": ("black and white", "monochrome", "black and white photo", "grayscale"),
    "vintage": ("vintage", "retro photo", "sepia", "old film photo", "vintage film"),
    "soft": ("soft light", "diffuse light", "soft studio light", "overcast light"),
    "dramatic": ("dramatic lighting", "dramatic light", "high contrast", "cinematic lighting", "spotlight"),
}

# how the light falls, apart from its colour
LIGHTS: dict[str, tuple[str, ...]] = {
    "low": ("long shadows", "low sun", "side light", "raking light"),
    "high": ("light from above", "overhead light", "noon light"),
    "left": ("light from the left", "lit from the left"),
    "right": ("light from the right", "lit from the right"),
}

FRAMINGS: dict[str, tuple[str, ...]] = {
    "close": ("close-up", "macro", "macro photo", "extreme close-up", "close up"),
    "far": ("from afar", "wide shot", "seen from a distance", "tiny details"),
}

FOCUSES: dict[str, tuple[str, ...]] = {
    "blurred surroundings": ("blurred background", "bokeh", "shallow depth of field", "background out of focus"),
}

# frequent in prompts, and of no effect here: every picture is seen from above, sharp and detailed
FILLERS: tuple[str, ...] = (
    "4k",
    "8k",
    "hd",
    "uhd",
    "highly detailed",
    "masterpiece",
    "best quality",
    "high quality",
    "photo",
    "photorealistic",
    "realistic",
    "ultra realistic",
    "3d render",
    "octane render",
    "unreal engine",
    "professional photography",
    "product photography",
    "studio photo",
    "trending on artstation",
    "sharp focus",
    "intricate details",
    "beautiful",
    "award winning",
    "high resolution",
    "stunning",
    "artistic",
    "digital art",
    "typography",
    "logo design",
    "poster",
    "top view",
    "top-view",
    "top down view",
    "flat lay",
    "overhead shot",
    "bird's eye view",
    "seen from above",
    "detailed texture",
    "creative",
    "aesthetic",
    "modern",
    "elegant",
    "commercial photo",
    "advertising",
    "editorial",
    "hyperrealism",
    "depth",
    "RAW photo",
    "DSLR",
    "50mm",
    "f/1.8",
    "crisp",
    "fine art",
    "concept art",
    "clean",
    "natural light",
    "professional",
    "perfect composition",
    "wallpaper",
    "vray",
    "ray tracing",
    "subsurface scattering",
)
FOOD_FILLERS: tuple[str, ...] = (
    "Food Photography",
    "food photography",
    "delicious",
    "tasty",
    "appetizing",
    "yummy",
    "restaurant menu",
    "gourmet",
    "food styling",
    "culinary art",
    "freshly made",
)
NATURE_FILLERS: tuple[str, ...] = ("nature photography", "outdoors", "national geographic", "botanical", "nature")

FOOD = frozenset(
    {"pizza", "chocolate", "cookies", "donut", "candy", "strawberries", "oranges", "watermelon", "honeycomb", "coffee"}
)
NATURE = frozenset({"grass", "roses", "daisies", "leaves", "sand", "soil", "snow", "water", "stones", "ice", "clouds"})

ADJECTIVES: tuple[str, ...] = (
    "beautiful",
    "realistic",
    "amazing",
    "lovely",
    "real",
    "nice",
    "perfect",
    "gorgeous",
    "wonderful",
    "detailed",
    "big",
    "simple",
    "natural",
    "fancy",
    "classic",
)

# {i}: the lettering's material, {o}: the surroundings'
SENTENCES: tuple[str, ...] = (
    "{i} on {o}",
    "{i} on {o}",
    "{i} letters on {o}",
    "a word made of {i} on {o}",
    "letters of {i}, {o} background",
    "{i} surrounded by {o}",
    "text made of {i}, on {o}",
    "the word is made from {i} and lies on {o}",
    "{o} with letters of {i}",
    "on {o}, {i}",
    "lettering in {i}, set on {o}",
    "a logo made of {i} over {o}",
    "letters made out of {i} lying on {o}",
    "{i} in front of {o}",
    "{i}, in the background {o}",
    "{i} with {o} behind",
    "{i} placed on {o}",
    "typography of {i} against {o}",
    "{i} text, {o}",
    "{i}, {o}",
    "{i} against {o}",
    "{i} on top of {o}",
    "a sign made of {i} on {o}",
    "lettering made of {i} upon {o}",
)
SENTENCES_WITHOUT_SURROUNDINGS: tuple[str, ...] = (
    "{i}",
    "{i}",
    "{i}",
    "{i}",
    "a word made of {i}",
    "letters made of {i}",
    "{i} letters",
    "{i} text",
    "text made of {i}",
    "lettering in {i}",
    "a logo made of {i}",
    "the word in {i}",
    "made of {i}",
    "{i} typography",
    "{i} style",
)
