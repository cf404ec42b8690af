from types import SimpleNamespace

import pytest
import torch
from drawing.effects import separate

RED, GREEN = (0.60, 0.05, 0.08), (0.20, 0.35, 0.10)  # about equally bright
BROWN, GREY = (0.35, 0.27, 0.20), (0.30, 0.30, 0.30)


def flat(colour):
    return torch.tensor(colour).view(1, 3, 1, 1).expand(1, 3, 64, 64)


@pytest.mark.parametrize(
    ("ours", "theirs", "tone", "kept"),
    [
        (RED, GREEN, "", True),  # its colour is enough
        (RED, GREEN, "black and white", False),  # both would become one grey
        (BROWN, GREY, "", False),
    ],
)
def test_only_what_is_alike_is_told_apart_by_its_brightness(ours, theirs, tone, kept):
    mask = torch.zeros(1, 1, 64, 64)
    mask[:, :, 20:44, 20:44] = 1
    inside, outside = separate(flat(ours), flat(theirs), mask, SimpleNamespace(detail=1.0, tones=[tone]))
    apart = max((inside - flat(ours)).abs().max(), (outside - flat(theirs)).abs().max()).item()
    assert (apart < 0.01) == kept
