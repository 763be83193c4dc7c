"""Every window of the chat in every state that is worth a look. Each is a context manager that gives a widget."""

from __future__ import annotations

from tests.qt.pictures import (
    composer,
    dialogs,
    files,
    messages,
    people,
    portraits,
    reading,
    rooms,
    settings,
    start,
    windows,
)
from tests.qt.pictures.stage import Picture

SCENES: tuple[tuple[str, Picture], ...] = (
    *start.SCENES,
    *windows.SCENES,
    *messages.SCENES,
    *composer.SCENES,
    *files.SCENES,
    *rooms.SCENES,
    *people.SCENES,
    *portraits.SCENES,
    *reading.SCENES,
    *settings.SCENES,
    *dialogs.SCENES,
)
