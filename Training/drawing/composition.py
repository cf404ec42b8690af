"""Pictures from layers: the lettering raised from or sunk into its surroundings, lit together.

Everything is a batched tensor operation and runs where its tensors lie.
"""

import torch

from . import effects
from .fields import blur, look_up, resize, smoothstep
from .grading import grade
from .lighting import shade
from .scene import Scene

BANK_BREADTH = 9.0  # px over which the ground falls to sunk lettering
BANK_HEIGHT = 6.0  # px


def compose(scene: Scene) -> torch.Tensor:
    """Pictures float32 [n, 3, h, w] in 0..1."""
    mask, within, beyond = outline(scene)
    profile = edge_profile(scene, within)
    raised = 1 - scene.sunk.view(-1, 1, 1, 1)
    depth = scene.values("depth") * scene.variation.view(-1, 1, 1, 1) * scene.detail
    metal = scene.values("metal_share")
    inside_height = scene.lettering.height * (1 - 0.2 * metal) + raised * depth * profile
    fall = BANK_HEIGHT * smoothstep(0, BANK_BREADTH * scene.detail, beyond)
    outside_height = scene.surroundings.height + (1 - raised) * fall * scene.detail

    outside = shade(scene.surroundings.colour, outside_height, scene.light, scene.surroundings_surfaces)
    for row in (i for i, is_blurred in enumerate(scene.blurred) if is_blurred):
        outside[row : row + 1] = blur(outside[row : row + 1], 3.5 * scene.detail)
    white = scene.values("whitened")
    colour = scene.lettering.colour * (1 - white) + white
    clear = scene.rows(lambda surface: surface.clear > 0)
    if len(clear):
        seen = effects.refract(outside[clear], inside_height[clear])
        colour[clear] = torch.lerp(colour[clear], seen, scene.values("clear")[clear])
    inside = shade(colour, inside_height, scene.light, scene.lettering_surfaces)

    inside, outside = _shadows(scene, mask, within, depth, raised, inside, outside)
    inside = effects.rims(inside, scene, within)
    tube = scene.rows(lambda surface: surface.tube)
    if len(tube):
        inside[tube] = effects.tubes(scene.lettering.colour[tube], within[tube])
    inside, outside = effects.separate(inside, outside, mask, scene)
    picture = torch.lerp(outside, inside, mask)
    shining = scene.rows(lambda surface: surface.emission > 0.5)
    if len(shining):
        picture = effects.glow(picture, inside, outside, mask, scene, shining)
    return grade(effects.falloff(picture, scene.light).clamp_(0, 1), scene.tones)


def outline(scene: Scene) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The stencil as the material renders it: (mask in 0..1, px within, px beyond), each [n, 1, h, w].

    Ragged materials move the outline; materials of elements keep or drop each as a whole, as far as the strokes'
    breadth and the gaps between them allow: a stroke must not lose its elements, nor a gap close.
    """
    reach = scene.lettering.reach.clamp(min=1e-3)
    allowed = 0.3 * torch.minimum(scene.strokes, scene.gaps) / reach
    share = torch.minimum(scene.values("wholeness").view(-1), allowed) * (scene.lettering.reach > 0)
    shift = scene.lettering.offset * share.view(-1, 1, 1, 1)
    thick = (torch.minimum(scene.strokes, scene.gaps) / (30 * scene.detail)).clamp(0.5, 1).view(-1, 1, 1, 1)
    shift = shift + scene.ripple * scene.values("ragged") * thick * scene.detail
    licks = scene.ripple[:, 0].clamp(min=-0.2) * scene.values("licks")[:, 0] * scene.detail
    distance = look_up(scene.distances, shift[:, 0], shift[:, 1] + licks)
    moved = (share.view(-1, 1, 1, 1) > 0) | (scene.values("ragged") + scene.values("licks") > 0)
    mask = torch.where(moved, blur((distance + 0.5).clamp(0, 1), 0.7), scene.masks)
    spread = (0.6 * share * scene.lettering.reach).view(-1, 1, 1, 1)
    within = torch.where(spread > 0, scene.distances + spread, distance).clamp(min=0)
    return mask, within, (-distance).clamp(min=0)


def edge_profile(scene: Scene, within: torch.Tensor) -> torch.Tensor:
    """Height of the lettering's edge, 0 at the outline to 1 on top."""
    bevel = scene.values("bevel") * scene.variation.view(-1, 1, 1, 1) * scene.detail
    bevel = torch.minimum(bevel, 0.75 * scene.strokes.view(-1, 1, 1, 1).clamp(min=4))
    t = (within / bevel).clamp(0, 1)
    domed = (1 - (1 - t) ** 2).sqrt()
    wide = (within / (2.2 * bevel)).clamp(0, 1)
    metal = 0.75 * domed + 0.45 * (1 - (1 - wide) ** 2).sqrt()
    profile = torch.where(scene.values("domed") > 0, domed, t * t * (3 - 2 * t))
    profile = torch.where(scene.values("metal_share") > 0, metal, profile)
    return blur(profile, 1.0)


def _shadows(scene, mask, within, depth, raised, inside, outside):
    """Cast shadows of raised lettering, the bank's shade on sunk lettering, and darkening in corners."""
    detail = scene.detail
    unlit = 1 - (scene.values("emission") > 0.5).float()
    lx, ly, lz = scene.light[:, :, None, None].unbind(1)
    distance = torch.where(
        raised[:, 0] > 0,
        (depth[:, 0] * scene.variation.view(-1, 1, 1) + 3 * detail) * 1.1 / lz,
        torch.full_like(lz, 9 * detail),
    )
    source = raised * mask + (1 - raised) * (1 - mask)
    half = torch.nn.functional.avg_pool2d(source, 2, ceil_mode=True)
    moved = look_up(half, lx * distance / 2, ly * distance / 2)
    shadow = resize(blur(moved, 2.6 * detail), mask.shape[-2:])
    contact = blur(mask, 4 * detail)
    cast = 1 - (0.62 * shadow + 0.25 * contact * (1 - shadow)) * unlit * raised
    outside = outside * cast.clamp(0, 1)
    bevel = scene.values("bevel") * detail
    corners = 1 - 0.35 * torch.exp(-within / (0.35 * bevel)) * unlit * (1 - scene.values("metal_share")) * raised
    bank = 1 - 0.55 * shadow * unlit * (1 - raised)
    return inside * corners * bank, outside
