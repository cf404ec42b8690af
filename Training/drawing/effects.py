"""What some materials need beyond a lit height map: tubes, rims, glow, refraction; and what keeps words readable."""

import torch
import torch.nn.functional as F

from .fields import blur, gradient, look_up, resize, smoothstep
from .grading import DULL, LUMINANCE
from .lighting import shade
from .scene import Scene


def tubes(colour: torch.Tensor, within: torch.Tensor) -> torch.Tensor:
    """Glowing tubes along the middle of the strokes.

    colour [n, 3, h, w]: of the light. within [n, 1, h, w]: px from the outline, 0 outside.
    """
    small = F.avg_pool2d(within, 4, ceil_mode=True)
    ridge = F.max_pool2d(small, 9, stride=1, padding=4)
    half_breadth = resize(blur(ridge, 2.0), within.shape[-2:]).clamp(min=3)
    t = within / half_breadth
    light = torch.lerp(colour * 0.5, colour, smoothstep(0.05, 0.5, t))
    return torch.lerp(light, 0.96 + 0.04 * colour, smoothstep(0.5, 0.95, t))


def rims(inside: torch.Tensor, scene: Scene, within: torch.Tensor) -> torch.Tensor:
    """Coloured bands along the outline: crusts, rinds, leads."""
    for row in scene.rows(lambda surface: surface.rim).tolist():
        surface = scene.lettering_surfaces[row]
        stroke = float(scene.strokes[row]) / scene.detail
        narrowing = min(1.0, stroke / (4.5 * surface.rim[-1][0]))  # leaves half of a stroke to the material
        d = within[row : row + 1] / (scene.detail * narrowing)
        stops = [(position, _rgb(colour, d)) for position, colour in surface.rim]
        band = stops[0][1].expand(1, 3, *d.shape[-2:])
        for (start, _), (end, colour) in zip(stops, stops[1:], strict=False):
            band = torch.lerp(band, colour, smoothstep(start, end, d))
        breadth = stops[-1][0]
        if surface.rim_height:
            rough = scene.lettering.height[row : row + 1]
            band = band * (0.86 + 0.05 * (rough - rough.mean())).clamp(0.6, 1.25)
            around = (1 - ((d - breadth / 2) / (breadth / 2)) ** 2).clamp(0, 1).sqrt()
            height = (surface.rim_height * narrowing * blur(around, 1.0) + 0.25 * rough) * scene.detail
            band = shade(band, height, scene.light[row : row + 1], [surface])
        share = 1 - smoothstep(breadth * 0.8, breadth + 1.5, d)
        inside[row : row + 1] = torch.lerp(inside[row : row + 1], band, share)
    return inside


def refract(outside: torch.Tensor, height: torch.Tensor) -> torch.Tensor:
    """The ground as seen through the lettering's height map."""
    dx, dy = gradient(height)
    tint = torch.tensor((0.85, 1.0, 1.08), device=outside.device).view(1, 3, 1, 1)
    return look_up(outside, 5 * dx[:, 0], 5 * dy[:, 0]) * tint


def separate(inside: torch.Tensor, outside: torch.Tensor, mask: torch.Tensor, scene: Scene) -> tuple:
    """Where lettering and ground are alike near the outline, darkens or lights the ground around it, and the
    lettering the other way, so that a word is read at a glance. What stands out by its colour alone, as red does on
    green, stays as bright as it is. Returns (inside, outside)."""
    halo = blur(mask, 7 * scene.detail)
    near_inside, near_outside = mask * (1 - halo) + 0.02 * mask, (1 - mask) * halo + 1e-4

    def mean(image, weight):
        return (image * weight).sum((2, 3), keepdim=True) / weight.sum((2, 3), keepdim=True).clamp(min=1e-3)

    ours, theirs = mean(inside, near_inside), mean(outside, near_outside)
    weights = torch.tensor(LUMINANCE, device=mask.device).view(1, 3, 1, 1)
    brightness = ((ours - theirs) * weights).sum(1, keepdim=True)
    chroma = ((ours - theirs) - brightness).abs().amax(1, keepdim=True)
    likeness = 1 - smoothstep(0.10, 0.34, brightness.abs() + 0.35 * chroma)
    coloured = torch.tensor([tone not in DULL for tone in scene.tones], device=mask.device).view(-1, 1, 1, 1)
    likeness = likeness * (1 - coloured * smoothstep(0.20, 0.32, chroma))
    brighter = torch.where(brightness.abs() < 0.04, (ours * weights).sum(1, keepdim=True) - 0.45, brightness) > 0
    brighter = brighter.to(mask.dtype)
    darkening = 1 - 0.62 * likeness * (halo * 1.8).clamp(0, 1)
    lighting = likeness * (halo * 1.8).clamp(0, 1)
    outside = brighter * outside * darkening + (1 - brighter) * (outside * (1 + 0.8 * lighting) + 0.14 * lighting)
    inside = inside * (1 + likeness * (0.28 * brighter - 0.38 * (1 - brighter))) + 0.05 * likeness * brighter
    return inside.clamp(0, 1.2), outside.clamp(0, 1.2)


def glow(picture, inside, outside, mask, scene: Scene, rows: torch.Tensor) -> torch.Tensor:
    """Lettering that lights its surroundings: the ground dims and takes on the light's colour."""
    m, detail = mask[rows], scene.detail
    tube = torch.tensor([float(scene.lettering_surfaces[i].tube) for i in rows.tolist()], device=m.device)
    tube = tube.view(-1, 1, 1, 1)
    colour = scene.lettering.colour[rows]
    bright = colour.sum(1, keepdim=True)
    weight = m * (bright >= bright.mean((2, 3), keepdim=True)) + 1e-4
    colour = (colour * weight).sum((2, 3), keepdim=True) / weight.sum((2, 3), keepdim=True)
    near, middle, far = (blur(m, sigma * detail) for sigma in (10, 30, 70))
    spill = 0.9 * near + 0.9 * middle + 0.6 * tube * far
    spill = spill * torch.lerp(torch.full_like(tube, 0.55), torch.ones_like(tube), tube)
    ground = outside[rows] * torch.lerp(torch.full_like(tube, 0.75), torch.full_like(tube, 0.42), tube)
    ground = ground + (scene.surroundings.colour[rows] * 0.8 + 0.2) * colour * spill
    lit = torch.lerp(ground.clamp(0, 1), inside[rows], m)
    halo = blur(m, 5 * detail) * (1 - m) * tube
    picture[rows] = lit + (1 - lit) * colour * 0.35 * halo
    return picture


def falloff(picture: torch.Tensor, light: torch.Tensor) -> torch.Tensor:
    """Brightness that falls off from where the light stands."""
    h, w = picture.shape[-2:]
    x = torch.linspace(-0.5, 0.5, w, device=picture.device).view(1, 1, 1, w)
    y = torch.linspace(-0.5, 0.5, h, device=picture.device).view(1, 1, h, 1)
    centre = 0.3 * light[:, :2, None, None]
    square = (x - centre[:, :1]) ** 2 + (y - centre[:, 1:]) ** 2
    return picture * (0.80 + 0.26 * torch.exp(-square / 0.9))


def _rgb(colour: str, like: torch.Tensor) -> torch.Tensor:
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return torch.tensor(values, device=like.device, dtype=like.dtype).view(1, 3, 1, 1)
