"""Remakes Tests/Goldens. usage: make_goldens.py [models] [blocks] ...   (without a name: all but `embedded`)"""

import os
import sys
import warnings

os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TQDM_DISABLE", "1")
warnings.filterwarnings("ignore")

import diffusers
import torch
import transformers

import block_goldens
import embedded_golden
import network_goldens
import noise_goldens
import picture_goldens
import pipeline_goldens
import scheduler_goldens
import text_goldens
import tiny_models
import tokenizer_goldens
from golden import FOLDER


def models():
    for name in tiny_models.MODELS:
        tiny_models.make(name, os.path.join(FOLDER, name))


SUITES = {
    "models": models,
    "blocks": block_goldens.make,
    "text": text_goldens.make,
    "networks": network_goldens.make,
    "pipelines": pipeline_goldens.make,
    "pictures": picture_goldens.make,
    "schedulers": scheduler_goldens.make,
    "noise": noise_goldens.make,
    "tokenizer": tokenizer_goldens.make,
    "embedded": embedded_golden.make,
}

if __name__ == "__main__":
    diffusers.logging.set_verbosity_error()
    diffusers.logging.disable_progress_bar()
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    # One thread: sums are then taken in one order, and the files come out the same on any number of cores.
    torch.set_num_threads(1)
    for suite in sys.argv[1:] or [name for name in SUITES if name != "embedded"]:
        SUITES[suite]()
