"""Could the goldens fail? Breaks the reference in ways an engine might be broken and prints how far each golden moves.

usage: mutations.py      Its exit code is 1 if a mutation moves a golden by less than 100 times the tests' tolerance.
"""

import contextlib
import json
import os
import sys

import torch
from diffusers.utils import logging
from safetensors.torch import load_file

import network_goldens
import pipeline_goldens
import tiny_models
from golden import FOLDER, flat, nchw, relative

TOLERANCE = 1e-4
BAR = 100 * TOLERANCE


def swapped_skips(model):
    """The last up block takes its skips in the wrong order."""

    def swap(_module, arguments, named):
        first, second, *others = named["res_hidden_states_tuple"]
        return arguments, {**named, "res_hidden_states_tuple": (second, first, *others)}

    stack = contextlib.ExitStack()
    stack.callback(model["unet"].up_blocks[-1].register_forward_pre_hook(swap, with_kwargs=True).remove)
    return stack


def shifted_timestep(model):
    """Networks are told a timestep that is one too high."""
    stack = contextlib.ExitStack()
    for part in ("unet", "controlnet"):

        def shift(_module, arguments):
            return (arguments[0] + 1,)

        stack.callback(model[part].time_proj.register_forward_pre_hook(shift).remove)
    return stack


def unchanged(model):
    return contextlib.nullcontext()


class Goldens:
    def __init__(self, suite):
        with open(os.path.join(FOLDER, suite + ".json")) as file:
            self.cases = json.load(file)["cases"]
        self.tensors = load_file(os.path.join(FOLDER, suite + ".safetensors"))

    def tensor(self, case, key):
        return self.tensors[case.get("shared", {}).get(key, f"{case['name']}.{key}")].float()


def network_rows(models):
    goldens = Goldens("networks")
    for case in goldens.cases:
        if case["kind"] not in ("unet", "unet+controlnet", "controlnet"):
            continue
        model = models[case["model"]]
        inputs = dict(x=nchw(goldens.tensor(case, "x")), text=goldens.tensor(case, "text"), timestep=case["timestep"])
        if "controlnet" in case["kind"]:
            inputs |= dict(hint=nchw(goldens.tensor(case, "hint")), scale=case["scale"])
        function = {
            "unet": network_goldens.unet,
            "controlnet": network_goldens.controlnet,
            "unet+controlnet": network_goldens.unet_controlnet,
        }[case["kind"]]
        expected = [nchw(goldens.tensor(case, key)) for key in case["outputs"]]

        def moved(mutation, **changes):
            with mutation(model):
                results = function(model, **{**inputs, **changes})
            return relative(flat(results), flat(expected))

        row = {"same": moved(unchanged), "timestep": moved(unchanged, timestep=case["timestep"] + 1)}
        if len(inputs["text"]) > 1:
            row["prompts"] = moved(unchanged, text=inputs["text"].flip(0))
        if case["kind"] != "controlnet":
            row["skips"] = moved(swapped_skips)
        if case["kind"] == "unet+controlnet":
            row["control"] = moved(unchanged, scale=0.0)
        yield case["name"], row


def pipeline_rows(models):
    goldens = Goldens("pipelines")
    for case in goldens.cases:
        if case["group"]:
            continue  # the same networks again
        model = models[case["model"]]
        initial = goldens.tensor(case, "initial")
        hint = nchw(goldens.tensor(case, "hint")) if "hint" in case["inputs"] else None

        def moved(mutation, **changes):
            with mutation(model):
                final, picture = pipeline_goldens.run(model, {**case, **changes}, initial, hint)
            distances = {"final": relative(final, goldens.tensor(case, "final"))}
            if "picture" in case["outputs"]:
                distances["picture"] = relative(picture, nchw(goldens.tensor(case, "picture")))
            return min(distances.values())

        exchanged = dict(prompt=case["negative_prompt"], negative_prompt=case["prompt"])
        row = {
            "same": moved(unchanged),
            "timestep": moved(shifted_timestep),
            "prompts": moved(unchanged, **exchanged),
            "skips": moved(swapped_skips),
        }
        if case["control_scale"] is not None:
            row["control"] = moved(unchanged, control_scale=0.0)
            row["window"] = moved(unchanged, control_start=case["control_start"] + 1 / case["steps"])
        yield case["name"], row


@torch.inference_mode()
def main():
    logging.set_verbosity_error()
    models = {name: tiny_models.load(os.path.join(FOLDER, name)) for name in tiny_models.MODELS}
    columns = ["same", "control", "window", "skips", "timestep", "prompts"]
    print(f"{'golden':34}" + "".join(f"{column:>10}" for column in columns))
    failed = []
    for name, row in [*network_rows(models), *pipeline_rows(models)]:
        print(
            f"{name:34}" + "".join(f"{row[column]:10.1e}" if column in row else f"{'':>10}" for column in columns),
            flush=True,
        )
        if row["same"] > TOLERANCE / 10:
            failed.append(f"{name}: not reproduced ({row['same']:.1e})")
        failed += [
            f"{name}: {column} moves it only {value:.1e}"
            for column, value in row.items()
            if column != "same" and value < BAR
        ]
    print("\n".join(failed) if failed else f"Every mutation moves every golden by more than {BAR:.0e}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
