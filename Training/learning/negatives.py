"""What users write into negative prompts: it must mean little to a model that never saw such pictures, not something at random."""

import random

TERMS = (
    "blurry", "low quality", "worst quality", "bad quality", "lowres", "low resolution", "bad anatomy", "deformed",
    "disfigured", "ugly", "watermark", "signature", "text", "jpeg artifacts", "cropped", "out of frame", "grainy", "noise",
    "noisy", "extra limbs", "oversaturated", "low contrast", "distorted", "duplicate", "poorly drawn", "amateur", "error",
    "unreadable", "illegible", "messy", "dull", "boring", "bad composition", "cartoon", "sketch", "username", "logo",
    "bad proportions", "mutation", "out of focus", "overexposed", "underexposed", "pixelated", "compression",
)  # fmt: skip


def negative_prompt():
    """A negative prompt as users write them: one to eight terms."""
    return ", ".join(random.sample(TERMS, random.choice((1, 2, 2, 3, 3, 4, 5, 8))))
