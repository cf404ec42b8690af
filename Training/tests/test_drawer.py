import numpy as np
import pytest
from drawing.drawer import stands_out

RED, GREEN = np.array([0.60, 0.05, 0.08]), np.array([0.20, 0.35, 0.10])  # about equally bright
GREY, WHITE, BLACK = (np.full(3, level) for level in (0.5, 0.9, 0.08))


@pytest.mark.parametrize(
    ("ours", "theirs", "kind", "expected"),
    [
        (RED, GREEN, {"objects": True}, True),  # roses on grass
        (RED, GREEN, {"dull": True}, False),  # on a black and white photograph they are one grey
        (GREY, GREY + 0.15, {}, True),
        (GREY, GREY + 0.15, {"objects": True}, False),
        (GREY, GREY + 0.05, {}, False),
        (WHITE, BLACK, {"dull": True, "objects": True}, True),
        (WHITE, BLACK, {"glowing": True}, True),
        (RED, WHITE, {"glowing": True}, False),  # light is not seen by day
    ],
)
def test_lettering_must_stand_out(ours, theirs, kind, expected):
    kinds = {"glowing": False, "dull": False, "objects": False, **kind}
    assert stands_out(ours, theirs, **kinds) == expected
