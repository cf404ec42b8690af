"""The text encoder: `tiny` has CLIP's quick gelu, `tiny-embedded` gelu."""

import os

import torch

import tiny_models
from golden import FOLDER, Golden
from texts import PROMPTS, embeddings


@torch.inference_mode()
def make():
    golden = Golden("text")
    for name in tiny_models.MODELS:
        y, ids = embeddings(tiny_models.load(os.path.join(FOLDER, name)), PROMPTS)
        bf16, _ = embeddings(tiny_models.load(os.path.join(FOLDER, name), torch.bfloat16), PROMPTS)
        group = f"{name}.text_encoder"
        golden.note_error(group, [bf16], [y])
        golden.add(
            group, {}, {"y": y}, model=name, kind="CLIPTextModel", group=group, prompts=PROMPTS, ids=ids.tolist()
        )
    golden.save()
