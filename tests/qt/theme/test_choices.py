"""An unknown density is the normal one, and compact rows are closer than roomy ones."""

from __future__ import annotations

from desktop_chat.qt.theme.choices import DENSITIES, NO_CHOICES, LookChoices


def test_density_has_distances() -> None:
    compact, roomy = LookChoices(density="compact").spacing, LookChoices(density="roomy").spacing
    normal = NO_CHOICES.spacing
    assert normal is DENSITIES["normal"]
    assert LookChoices(density="giraffe").spacing is normal
    assert compact.group_gap < normal.group_gap < roomy.group_gap
    assert compact.line_height < normal.line_height < roomy.line_height
    assert compact.row < normal.row == 0 < roomy.row
