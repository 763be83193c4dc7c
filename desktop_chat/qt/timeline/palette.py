"""The IRC palette: the colours of formatted text by number, adapted to the theme.

Each client chooses the first 16 colours; the other 83 are fixed.

Spec: https://modern.ircdocs.horse/formatting#colors
"""

from __future__ import annotations

from functools import lru_cache

from desktop_chat.qt.theme import Theme, contrast_ratio
from desktop_chat.qt.theme.colour import ENOUGH, least_contrast

# Six hexadecimal digits for each colour.
_CHOSEN = "ffffff0000001f3fbf1a8a3cd92b2b8a4b1f8b3fb0d9730de0c21f3fbf3f14938f1fb8c93f6fe8d94fb07a7f8cb9bec9"
_FIXED = (
    "47000047210047470032470000470000472c0047470027470000472e004747004747002a"
    "740000743a007474005174000074000074490074740040740000744b0074740074740045"
    "b50000b56300b5b5007db50000b50000b57100b5b50063b50000b57500b5b500b5b5006b"
    "ff0000ff8c00ffff00b2ff0000ff0000ffa000ffff008cff0000ffa500ffff00ffff0098"
    "ff5959ffb459ffff71cfff606fff6f65ffc96dffff59b4ff5959ffc459ffff66ffff59bc"
    "ff9c9cffd39cffff9ce2ff9c9cff9c9cffdb9cffff9cd3ff9c9cffdc9cffff9cffff94d3"
    "0000001313132828283636364d4d4d6565658181819f9f9fbcbcbce2e2e2ffffff"
)

COLOURS = tuple(f"#{digits[i : i + 6]}" for digits in (_CHOSEN, _FIXED) for i in range(0, len(digits), 6))


def value_of(colour: int | str | None) -> str | None:
    """Return the `#rrggbb` of a palette number or hexadecimal colour; None for the default and invalid colours."""
    if isinstance(colour, str):
        bare = colour.removeprefix("#").lower()
        return f"#{bare}" if len(bare) == 6 and all(c in "0123456789abcdef" for c in bare) else None
    if colour is None or not 0 <= colour < len(COLOURS):
        return None
    return COLOURS[colour]


@lru_cache(maxsize=2048)
def adapt_to_ground(value: str, ground: str, least: float = ENOUGH) -> str:
    """Return the colour, made lighter or darker until text has the `least` contrast with the ground, or the most."""
    target = "#ffffff" if contrast_ratio("#ffffff", ground) > contrast_ratio("#000000", ground) else "#000000"
    for step in range(21):
        mixed = _mix_colours(value, target, step / 20)
        if contrast_ratio(mixed, ground) >= least:
            return mixed
    return target


def _mix_colours(one: str, other: str, part: float) -> str:
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def text_colours(
    foreground: int | str | None, background: int | str | None, theme: Theme, *, reverse: bool = False, under: str = ""
) -> tuple[str, str | None]:
    """Return (text colour, ground or None) of a stretch; the text is always readable. `reverse` exchanges the two.

    `under`: the ground of a stretch without one; "": the surface.
    """
    under = under or theme.surface
    ground = value_of(background)
    text = value_of(foreground) or theme.text
    if reverse:
        text, ground = ground or under, text
    return adapt_to_ground(text, ground or under, least_contrast(theme)), ground
