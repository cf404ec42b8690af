"""Procedural textures: one function a material, one file a family."""

from . import cloth, food, made, metals, plants, stone, sweets, weather
from .texture import Texture

FAMILIES = (food, sweets, plants, metals, stone, weather, cloth, made)


def draw(material: str, colour: str, rng, n: int = 512) -> Texture:
    """Draws a seamless n x n tile of a material in one of its colours ('' where it has but one)."""
    name = material.replace(" ", "_")
    for family in FAMILIES:
        if hasattr(family, name):
            return getattr(family, name)(rng, n, colour)
    raise ValueError(f"no texture is drawn for the material '{material}'")
