"""LookChoices: what a person chooses about the look beside theme and size of text. Pure values."""

from __future__ import annotations

from desktop_chat.value_class import value


@value
class LookChoices:
    """The defaults are the look of a new profile."""

    accent: str = ""
    """A name in `accents.ACCENTS`; any other is the theme's own accent."""
    density: str = "normal"
    """A name in DENSITIES; any other is "normal"."""
    times: str = "groups"
    """`all`: each message shows its time; otherwise the first of each group does."""
    clock: str = "system"
    """`24` or `12`; otherwise as the system has it."""
    motion: str = "system"
    """`full` or `little`; otherwise as the system has it."""

    @property
    def spacing(self) -> Spacing:
        return DENSITIES.get(self.density, DENSITIES["normal"])


@value
class Spacing:
    """Distances of the timeline, and how much higher the rows of lists are, in pixels."""

    group_gap: int  # above an entry with a name
    line_gap: int  # above a grouped entry
    notice_gap: int  # above a notice
    line_height: float  # from one line of text to the next, as a multiple of the ascent
    row: int


DENSITIES = {
    "compact": Spacing(6, 1, 2, 1.25, -6),
    "normal": Spacing(12, 3, 5, 1.45, 0),
    "roomy": Spacing(18, 6, 8, 1.65, 8),
}

NO_CHOICES = LookChoices()
