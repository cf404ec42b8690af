"""Prompts that the goldens share."""

PROMPTS = [
    "top-view, A mouth-watering pizza topped with gooey cheese and fresh ingredients,Food Photography",
    "",
    "low quality, blurry, text, watermark",
    "molten gold letters on black marble, studio light",
    "Yellow daisies surrounded by AUTUMN leaves; it's the best they've ever made!",
    "glowing lava, 1984, volcanic rock",
    "crème brûlée — déjà vu, 東京の夜, 🍕🍕",
    "a city street at night with the lights of cars, long exposure, " * 9,
]


def embeddings(model, prompts):
    """The text encoder's output `[n, 77, c]` and the ids it read."""
    ids = model["tokenizer"](
        prompts, padding="max_length", max_length=77, truncation=True, return_tensors="pt"
    ).input_ids
    return model["text_encoder"](ids).last_hidden_state, ids
