"""Final latents and pictures of diffusers' own pipelines."""

import os

import torch
from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    StableDiffusionControlNetPipeline,
    StableDiffusionPipeline,
)

import tiny_models
from golden import FOLDER, Golden, draw_hint, nhwc
from texts import PROMPTS

SCHEDULERS = {"ddim": DDIMScheduler, "dpmpp_2m": DPMSolverMultistepScheduler}
PIZZA, _, BAD, GOLD, DAISIES, LAVA, *_ = PROMPTS

DEFAULTS = dict(
    model="tiny",
    scheduler="ddim",
    prompt=PIZZA,
    negative_prompt=BAD,
    steps=25,
    guidance_scale=7.5,
    control_scale=1.8,
    control_start=0.19,
    control_end=1.0,
    seed=7,
    samples=1,
    width=64,
    height=64,
)

# At 20 steps 0.3 and 0.8 fall on a step's very edge.
CASES = {
    "ddim.published": dict(picture=True),
    "dpmpp_2m.published": dict(scheduler="dpmpp_2m", picture=True),
    "ddim.begin": dict(steps=12, control_start=0.01, control_end=0.5, prompt=GOLD, negative_prompt=""),
    "dpmpp_2m.begin": dict(
        scheduler="dpmpp_2m", steps=12, control_start=0.01, control_end=0.5, prompt=GOLD, negative_prompt=""
    ),
    "ddim.middle": dict(steps=20, control_start=0.3, control_end=0.8, control_scale=1.0),
    "dpmpp_2m.middle": dict(scheduler="dpmpp_2m", steps=20, control_start=0.3, control_end=0.8, control_scale=1.0),
    "ddim.odd": dict(steps=10, width=104, height=72, prompt=DAISIES, picture=True),
    "dpmpp_2m.unguided": dict(scheduler="dpmpp_2m", steps=10, guidance_scale=1.0, control_scale=1.0, control_start=0.0),
    "ddim.uncontrolled": dict(steps=10, control_scale=None, prompt=LAVA),
    "dpmpp_2m.plain": dict(scheduler="dpmpp_2m", steps=10, control_scale=None, guidance_scale=1.0, prompt=LAVA),
    "ddim.samples": dict(steps=8, samples=2, seed=2**32 - 1, prompt=GOLD),
    "embedded.ddim.published": dict(model="tiny-embedded", picture=True),
    "embedded.dpmpp_2m.middle": dict(
        model="tiny-embedded", scheduler="dpmpp_2m", steps=20, control_start=0.3, control_end=0.8, control_scale=1.0
    ),
}
# Eight inputs each, to measure what bf16 costs.
for _model, _scheduler in (
    ("tiny", "ddim"),
    ("tiny", "dpmpp_2m"),
    ("tiny-embedded", "ddim"),
    ("tiny-embedded", "dpmpp_2m"),
):
    for _i, _prompt in enumerate((GOLD, DAISIES)):
        CASES[f"bf16.{_model}.{_scheduler}.{_i}"] = dict(
            model=_model,
            scheduler=_scheduler,
            steps=10,
            samples=4,
            seed=50 + 10 * _i,
            prompt=_prompt,
            group=f"{_model}.{_scheduler}",
        )


def noise(case, channels):
    shape = (1, channels, case["height"] // 8, case["width"] // 8)
    seeds = [(case["seed"] + i) % 2**32 for i in range(case["samples"])]
    return torch.cat([torch.randn(shape, generator=torch.Generator("cpu").manual_seed(seed)) for seed in seeds])


def pipeline(model, case, scheduler_configuration=tiny_models.SD15_SCHEDULER):
    parts = dict(
        model,
        scheduler=SCHEDULERS[case["scheduler"]].from_config(scheduler_configuration),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    if case["control_scale"] is None:
        del parts["controlnet"]
        result = StableDiffusionPipeline(**parts)
    else:
        result = StableDiffusionControlNetPipeline(**parts)
    result.set_progress_bar_config(disable=True)
    return result


def run(model, case, initial, hint, scheduler_configuration=tiny_models.SD15_SCHEDULER):
    """Final latents and the picture in [0, 1], both [n, c, h, w]."""
    latents = []

    def keep(pipe, index, timestep, values):
        latents.append(values["latents"])
        return values

    data_type = model["unet"].dtype
    control = (
        {}
        if case["control_scale"] is None
        else dict(
            image=hint.to(data_type),
            controlnet_conditioning_scale=case["control_scale"],
            control_guidance_start=case["control_start"],
            control_guidance_end=case["control_end"],
        )
    )
    pictures = pipeline(model, case, scheduler_configuration)(
        prompt=case["prompt"],
        negative_prompt=case["negative_prompt"],
        num_inference_steps=case["steps"],
        guidance_scale=case["guidance_scale"],
        width=case["width"],
        height=case["height"],
        num_images_per_prompt=case["samples"],
        latents=initial.to(data_type),
        output_type="pt",
        callback_on_step_end=keep,
        **control,
    ).images
    assert len(latents) == case["steps"]
    return latents[-1].float(), pictures.float()


@torch.inference_mode()
def make():
    golden = Golden("pipelines")
    models = {name: tiny_models.load(os.path.join(FOLDER, name)) for name in tiny_models.MODELS}
    lowered = {name: tiny_models.load(os.path.join(FOLDER, name), torch.bfloat16) for name in tiny_models.MODELS}
    for name, changes in CASES.items():
        case = {**DEFAULTS, "group": None, "picture": False, **changes}
        initial = noise(case, models[case["model"]]["unet"].config.in_channels)
        hint = draw_hint(case["height"], case["width"])
        final, picture = run(models[case["model"]], case, initial, hint)
        if case["group"]:
            golden.note_error(case["group"], [run(lowered[case["model"]], case, initial, hint)[0]], [final])
        inputs = {"initial": initial} | ({} if case["control_scale"] is None else {"hint": nhwc(hint)})
        outputs = {"final": final} | ({"picture": nhwc(picture)} if case.pop("picture") else {})
        golden.add(name, inputs, outputs, **case)
    golden.save()
