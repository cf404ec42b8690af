"""The table of materials: what each is called and what it usually lies upon.

How a material looks is drawn by ``drawing.textures``; this table is all that captions need.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Material:
    """A material's names.

    names: phrases for lettering made of it; ``{c}`` stands for a colour word (or for nothing).
    places: phrases for surroundings made of it; empty where it never surrounds anything.
    colours: the colour words it is drawn in; empty where it has just one look.
    usual: materials it lies upon when the caption names no surroundings, likeliest first.
    extras: toppings and attributes that are always part of its look.
    """

    names: tuple[str, ...]
    places: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    usual: tuple[str, ...] = ("paper",)
    extras: tuple[str, ...] = ()


MATERIALS: dict[str, Material] = {
    # Food
    "pizza": Material(
        names=(
            "pizza",
            "pizza",
            "pizza topped with gooey cheese",
            "mouth-watering pizza",
            "pepperoni pizza",
            "mouth-watering pizza topped with gooey cheese",
            "delicious pizza with melted cheese",
            "pizza with pepperoni and basil",
            "pizza dough and toppings",
            "a big pizza with lots of cheese",
            "freshly baked pizza",
            "hot Italian pizza",
        ),
        usual=("wood", "wood", "marble", "concrete"),
        extras=("fresh ingredients", "fresh basil leaves", "melted cheese", "tomato sauce", "a golden crust"),
    ),
    "chocolate": Material(
        names=(
            "{c} chocolate",
            "{c} chocolate",
            "melted {c} chocolate",
            "{c} chocolate bar",
            "sweet {c} chocolate",
            "glossy {c} chocolate",
            "cocoa and {c} chocolate",
        ),
        places=("{c} chocolate", "melted {c} chocolate", "a bar of {c} chocolate"),
        colours=("dark", "milk", "white"),
        usual=("paper", "wood", "marble", "silk"),
    ),
    "cookies": Material(
        names=(
            "cookie",
            "chocolate chip cookies",
            "cookie dough with chocolate chips",
            "baked cookie biscuit",
            "crunchy cookies",
            "homemade cookies",
            "biscuit with chocolate chips",
        ),
        usual=("wood", "paper", "marble"),
        extras=("chocolate chips", "crumbs", "a crisp baked edge"),
    ),
    "donut": Material(
        names=(
            "{c} donut",
            "{c} donut icing with sprinkles",
            "donut with {c} frosting and colorful sprinkles",
            "{c} glazed doughnut",
            "{c} icing and sprinkles",
            "{c} frosting",
        ),
        places=("{c} frosting with sprinkles", "{c} donut icing"),
        colours=("pink", "chocolate", "white", "blue"),
        usual=("paper", "wood", "marble"),
        extras=("colorful sprinkles", "sugar glaze"),
    ),
    "candy": Material(
        names=(
            "candy",
            "colorful candy",
            "sweet colorful candies",
            "jelly beans",
            "colorful jelly beans",
            "gumballs",
            "rainbow candies",
            "sweets",
            "sweets of all colors",
            "sugar candy",
        ),
        places=("colorful candy", "jelly beans", "candies"),
        usual=("paper", "paper", "wood", "silk"),
    ),
    "strawberries": Material(
        names=("strawberries", "fresh strawberries", "ripe red strawberries", "strawberry fruit", "juicy strawberries"),
        places=("strawberries", "fresh strawberries"),
        usual=("wood", "paper", "marble"),
        extras=("green leaves", "tiny seeds"),
    ),
    "oranges": Material(
        names=("{c} slices", "slices of {c}", "fresh {c} slices", "juicy {c} fruit", "{c} citrus fruit"),
        places=("{c} slices", "slices of {c}"),
        colours=("orange", "lemon", "lime", "grapefruit"),
        usual=("wood", "paper", "marble"),
    ),
    "watermelon": Material(
        names=("watermelon", "juicy watermelon", "fresh red watermelon", "watermelon slices", "ripe watermelon"),
        usual=("wood", "paper", "sand"),
        extras=("black seeds", "a green rind"),
    ),
    "honeycomb": Material(
        names=("honeycomb", "golden honey", "honey and honeycomb", "sticky honeycomb", "honeycomb dripping with honey"),
        places=("honeycomb", "golden honeycomb"),
        usual=("wood", "paper", "daisies"),
    ),
    "coffee": Material(
        names=("coffee beans", "roasted coffee beans", "coffee", "dark coffee beans", "aromatic coffee beans"),
        places=("coffee beans", "roasted coffee beans"),
        usual=("wood", "paper", "marble"),
    ),
    # Plants
    "grass": Material(
        names=("{c} grass", "{c} grass", "lush {c} grass", "{c} lawn", "blades of {c} grass"),
        places=("{c} grass", "a {c} meadow", "a {c} lawn", "a field of {c} grass"),
        colours=("green", "fresh", "dry"),
        usual=("wood", "stones", "soil", "concrete"),
    ),
    "roses": Material(
        names=("{c} roses", "{c} roses", "{c} rose flowers", "blooming {c} roses", "bouquet of {c} roses", "{c} rose petals"),
        places=("{c} roses", "a bed of {c} roses", "blooming {c} roses"),
        colours=("red", "pink", "white", "yellow", "purple", "orange"),
        usual=("grass", "wood", "paper", "marble"),
    ),
    "daisies": Material(
        names=("{c} daisies", "{c} daisy flowers", "{c} flowers", "blooming {c} daisies", "{c} wild flowers"),
        places=("{c} daisies", "a meadow of {c} daisies", "{c} flowers"),
        colours=("white", "yellow", "pink", "blue"),
        usual=("grass", "wood", "paper"),
    ),
    "leaves": Material(
        names=("{c} leaves", "{c} leaves", "fallen {c} leaves", "{c} foliage"),
        places=("{c} leaves", "fallen {c} leaves", "ground covered in {c} leaves", "{c} foliage"),
        colours=("autumn", "green"),
        usual=("wood", "grass", "paper", "soil"),
    ),
    "wood": Material(
        names=("{c} wood", "{c} wood", "carved {c} wood", "{c} wooden planks", "solid {c} timber"),
        places=(
            "{c} wood",
            "a {c} wooden table",
            "a {c} wooden table",
            "{c} wooden planks",
            "a rustic {c} wooden table",
            "a {c} wooden floor",
        ),
        colours=("oak", "dark", "pine", "brown", "grey"),
        usual=("grass", "paper", "leaves", "concrete"),
    ),
    # Metals and gems
    "gold": Material(
        names=(
            "gold",
            "gold",
            "shiny gold",
            "molten gold",
            "polished gold metal",
            "luxury gold",
            "golden metal",
            "liquid gold",
        ),
        usual=("marble", "silk", "paper", "wood"),
    ),
    "silver": Material(
        names=("silver", "polished silver metal", "chrome", "shiny chrome steel", "stainless steel", "liquid metal"),
        usual=("denim", "paper", "concrete", "silk"),
    ),
    "copper": Material(
        names=("copper", "polished copper metal", "shiny copper", "rose gold", "bronze"),
        usual=("wood", "concrete", "marble"),
    ),
    "rust": Material(
        names=("rusty iron", "rusted metal", "old rusty steel", "corroded rusty metal", "rust"),
        places=("rusty metal", "a rusty iron plate", "corroded steel"),
        usual=("concrete", "grass", "wood"),
    ),
    "diamonds": Material(
        names=("diamonds", "sparkling diamonds", "glittering diamonds", "cut gemstones", "brilliant crystals"),
        places=("diamonds", "sparkling crystals"),
        usual=("silk", "paper", "marble"),
        extras=("sparkle", "glitter"),
    ),
    "pearls": Material(
        names=("pearls", "white pearls", "shiny pearls", "pearl beads"),
        places=("pearls", "white pearls"),
        usual=("silk", "paper", "water"),
    ),
    # Stone, earth, building
    "marble": Material(
        names=("{c} marble", "polished {c} marble", "{c} marble stone", "veined {c} marble"),
        places=(
            "{c} marble",
            "polished {c} marble",
            "a {c} marble table",
            "a {c} marble countertop",
            "a {c} marble floor",
        ),
        colours=("white", "black", "green", "pink"),
        usual=("paper", "wood", "silk"),
    ),
    "bricks": Material(
        names=("{c} bricks", "{c} bricks", "{c} brickwork", "{c} clay bricks"),
        places=("{c} bricks", "a {c} brick wall", "a {c} brick wall", "a wall of {c} bricks"),
        colours=("red", "white", "brown", "grey"),
        usual=("grass", "concrete", "paper"),
    ),
    "stones": Material(
        names=("{c} stones", "{c} cobblestones", "{c} pebbles", "{c} rocks"),
        places=("{c} stones", "{c} cobblestones", "a {c} stone wall", "a {c} cobblestone street"),
        colours=("grey", "brown"),
        usual=("grass", "sand", "water"),
    ),
    "concrete": Material(
        names=("concrete", "grey concrete", "raw concrete", "cement"),
        places=("concrete", "a concrete wall", "a concrete floor", "grey cement"),
        usual=("grass", "leaves", "wood"),
    ),
    "sand": Material(
        names=("{c} sand", "{c} sand", "{c} beach sand", "wet {c} sand"),
        places=("{c} sand", "a {c} sandy beach", "{c} desert sand dunes", "{c} beach sand", "{c} sand of the seaside"),
        colours=("golden", "white"),
        usual=("water", "wood", "paper"),
    ),
    "soil": Material(
        names=("soil", "brown soil", "earth and dirt", "mud"),
        places=("soil", "brown earth", "garden soil", "dark dirt"),
        usual=("grass", "wood"),
    ),
    "lava": Material(
        names=("lava", "glowing lava", "molten lava and black rock", "hot lava", "volcanic magma", "red-hot lava"),
        places=("glowing lava", "molten lava", "cracked volcanic rock with lava"),
        usual=("stones", "concrete", "soil"),
    ),
    # Water, air, light
    "water": Material(
        names=("water", "{c} water", "clear {c} water with ripples", "{c} sea water", "{c} pool water"),
        places=("{c} water", "the {c} sea", "the {c} ocean", "rippling {c} water", "a {c} swimming pool"),
        colours=("blue", "turquoise", "deep"),
        usual=("sand", "grass", "stones"),
    ),
    "ice": Material(
        names=("ice", "frozen ice", "cracked blue ice", "crystal clear ice", "glacier ice", "blue ice", "clear ice"),
        places=("ice", "a frozen lake", "cracked blue ice"),
        usual=("snow", "water", "paper"),
    ),
    "snow": Material(
        names=("snow", "white snow", "fresh snow", "powder snow"),
        places=("snow", "white snow", "fresh winter snow", "snowy ground", "deep snow"),
        usual=("wood", "paper", "leaves"),
    ),
    "clouds": Material(
        names=("{c} clouds", "fluffy {c} clouds", "soft {c} clouds"),
        places=("the {c} sky with clouds", "fluffy clouds in a {c} sky", "a cloudy {c} sky", "the {c} sky"),
        colours=("blue", "sunset"),
        usual=("paper", "water"),
    ),
    "galaxy": Material(
        names=("{c} galaxy", "{c} galaxy with stars", "{c} nebula", "{c} cosmic stars"),
        places=("outer space", "a {c} galaxy", "a starry {c} night sky", "{c} nebula in space", "{c} space with stars"),
        colours=("purple", "blue", "teal"),
        usual=("paper", "silk"),
    ),
    "fire": Material(
        names=("fire", "fire", "burning fire", "flames", "blazing flames", "burning flames"),
        usual=("paper", "stones", "wood", "bricks"),
    ),
    "neon": Material(
        names=("{c} neon", "{c} neon light", "glowing {c} neon tubes", "{c} neon sign", "bright {c} neon lights"),
        colours=("pink", "blue", "green", "purple", "orange", "cyan", "red"),
        usual=("bricks", "bricks", "paper", "concrete", "wood"),
    ),
    # Cloth and soft things
    "denim": Material(
        names=("{c} denim", "{c} denim fabric", "{c} jeans cloth", "{c} jeans"),
        places=("{c} denim", "{c} denim fabric", "{c} jeans cloth"),
        colours=("blue", "dark", "light", "black"),
        usual=("paper", "wood"),
    ),
    "wool": Material(
        names=("{c} wool", "knitted {c} wool", "{c} knitted yarn", "{c} knitwear", "cozy {c} knitted sweater"),
        places=("{c} wool", "a knitted {c} sweater", "{c} knitted fabric"),
        colours=("red", "cream", "green", "blue", "grey", "pink"),
        usual=("wood", "paper", "denim"),
    ),
    "fur": Material(
        names=("{c} fur", "soft {c} fur", "fluffy {c} fur", "{c} animal fur"),
        places=("{c} fur", "soft {c} fur", "a fluffy {c} fur carpet"),
        colours=("leopard", "white", "brown", "tiger", "pink"),
        usual=("paper", "wood", "silk"),
    ),
    "silk": Material(
        names=("{c} silk", "{c} satin", "smooth {c} silk fabric", "shiny {c} satin cloth"),
        places=("{c} silk", "{c} satin", "flowing {c} silk fabric", "a {c} satin cloth", "{c} velvet drapery"),
        colours=("red", "blue", "black", "white", "purple", "emerald"),
        usual=("wood", "paper", "marble"),
    ),
    "leather": Material(
        names=("{c} leather", "stitched {c} leather", "genuine {c} leather", "grained {c} leather"),
        places=("{c} leather", "grained {c} leather", "a {c} leather surface"),
        colours=("brown", "black", "red", "tan"),
        usual=("wood", "paper", "concrete"),
    ),
    # Made by people
    "balloons": Material(
        names=(
            "{c} balloons",
            "inflated {c} balloon",
            "{c} foil balloon",
            "shiny {c} balloon letters",
            "glossy {c} balloons",
        ),
        colours=("red", "pink", "blue", "gold", "silver", "green"),
        usual=("paper", "clouds", "wood"),
    ),
    "blocks": Material(
        names=("{c} plastic bricks", "{c} toy bricks", "{c} building blocks", "{c} plastic building blocks"),
        places=("{c} toy bricks", "{c} building blocks"),
        colours=("colorful", "red", "blue", "yellow", "green"),
        usual=("wood", "paper", "grass"),
    ),
    "circuit": Material(
        names=("{c} circuit board", "electronic {c} circuits", "{c} computer chips", "{c} printed circuit board"),
        places=("a {c} circuit board", "{c} electronic circuits", "a {c} motherboard"),
        colours=("green", "blue", "black"),
        usual=("paper", "concrete", "wood"),
    ),
    "stained glass": Material(
        names=("{c} stained glass", "colorful stained glass", "{c} stained glass window", "{c} mosaic glass"),
        places=("{c} stained glass", "a {c} stained glass window"),
        colours=("colorful", "blue", "warm"),
        usual=("stones", "wood", "paper"),
    ),
    "paper": Material(
        names=("{c} paper", "{c} cardboard", "folded {c} paper", "cut {c} paper"),
        places=(
            "{c} paper",
            "a plain {c} background",
            "a {c} background",
            "a {c} background",
            "a {c} wall",
            "a {c} studio background",
        ),
        colours=(
            "white",
            "cream",
            "black",
            "grey",
            "blue",
            "red",
            "green",
            "pink",
            "yellow",
            "purple",
            "orange",
            "teal",
        ),
        usual=("wood", "marble", "grass"),
    ),
}

SURROUNDINGS: tuple[str, ...] = tuple(name for name, material in MATERIALS.items() if material.places)
