"""Schedulers alone: what they tell the network and what they make of given predictions."""

import torch

from golden import Golden, draw_input
from pipeline_goldens import SCHEDULERS
from tiny_models import SD15_SCHEDULER

VALUES = 6

CASES = [
    *(dict(scheduler=kind, steps=steps) for kind in SCHEDULERS for steps in (25, 30, 50, 100, 1, 2, 3, 14)),
    *(dict(scheduler=kind, steps=steps, prediction_type="v_prediction") for kind in SCHEDULERS for steps in (25, 30)),
    *(
        dict(scheduler=kind, steps=25, spacing=spacing)
        for kind in SCHEDULERS
        for spacing in ("leading", "linspace", "trailing")
    ),
    *(dict(scheduler="dpmpp_2m", steps=steps, karras=True) for steps in (25, 30, 50)),
    dict(scheduler="dpmpp_2m", steps=30, karras=True, prediction_type="v_prediction"),
    dict(scheduler="ddim", steps=999),
    dict(scheduler="dpmpp_2m", steps=1000),
]


def make():
    golden = Golden("schedulers")
    for index, changes in enumerate(CASES):
        case = dict(prediction_type="epsilon", karras=False, spacing=None) | changes
        configuration = dict(SD15_SCHEDULER, prediction_type=case["prediction_type"])
        if case["spacing"]:
            configuration["timestep_spacing"] = case["spacing"]
        if case["karras"]:
            configuration["use_karras_sigmas"] = True
        scheduler = SCHEDULERS[case["scheduler"]].from_config(configuration)
        scheduler.set_timesteps(case["steps"])
        initial = draw_input((VALUES,), 500 + index)
        predictions = draw_input((case["steps"], VALUES), 600 + index)

        latent, latents, denoised = initial * scheduler.init_noise_sigma, [], []
        for timestep, prediction in zip(scheduler.timesteps, predictions):
            denoised.append(clean(scheduler, prediction, timestep, latent))
            latent = scheduler.step(prediction, timestep, latent).prev_sample
            latents.append(latent)
        words = [
            case["scheduler"],
            str(case["steps"]),
            case["prediction_type"],
            "karras" if case["karras"] else None,
            case["spacing"],
        ]
        golden.add(
            ".".join(word for word in words if word),
            {"initial": initial, "predictions": predictions},
            {"latents": torch.stack(latents), "denoised": torch.stack(denoised)},
            **case,
            timesteps=[int(timestep) for timestep in scheduler.timesteps],
            initial_noise_scale=float(scheduler.init_noise_sigma),
        )
    golden.save()


def clean(scheduler, prediction, timestep, latent):
    """The clean latent that a prediction stands for."""
    if isinstance(scheduler, SCHEDULERS["ddim"]):
        return scheduler.step(prediction, timestep, latent).pred_original_sample
    if scheduler.step_index is None:
        scheduler._init_step_index(timestep)
    return scheduler.convert_model_output(prediction, sample=latent)
