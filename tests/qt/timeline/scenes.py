"""Entries for tests, and timelines for pictures. As a program, write PNGs into a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.qt.theme import Mode, appearance
from desktop_chat.qt.timeline import ListTimelineModel, Timeline
from tests.qt.gallery import picture

NOON = 1_700_000_000_000
MINUTE = 60_000
TEXTS = [
    "plain words here",
    "two 😀 emoji 👨‍👩‍👧 and more",
    "cafe\u0301 and e\u0302te\u0301",
    "Привет, как дела?",
    "last line",
]


def entry(
    number: int,
    text: str = "hello",
    nick: str = "ann",
    *,
    minute: float = 0,
    kind: EntryKind = EntryKind.MESSAGE,
    state: DeliveryState = DeliveryState.RECEIVED,
    target: str = "",
) -> Entry:
    """Return an entry `minute` minutes after NOON."""
    return Entry(
        number,
        kind,
        NOON + round(minute * MINUTE),
        nick,
        text,
        own=state is not DeliveryState.RECEIVED,
        state=state,
        target=target,
    )


def conversation() -> list[Entry]:
    """Return entries of all kinds."""
    number = count(1)
    day = 24 * 60
    heard, message = DeliveryState.RECEIVED, EntryKind.MESSAGE
    codes = "\x02bold\x02 \x1ditalic\x1d \x1funderlined\x1f \x1estruck\x1e \x11monospace()\x11"
    colours = "\x034red \x033green \x0312blue \x038yellow\x03 \x030,4on red\x03"
    address = "https://example.org/manual/a/long/path/to/the/page?chapter=7#paper"
    russian = "Привет! Да, бумага закончилась ещё вчера вечером. Я принесу новую пачку после обеда."
    said: Iterable[tuple[float, str, str, EntryKind, DeliveryState, str]] = [
        (-day, "", "Connected to Workshop.", EntryKind.NEWS, heard, ""),
        (-day, "ann", "", EntryKind.JOIN, heard, ""),
        (-day, "bob", "", EntryKind.JOIN, heard, ""),
        (-day, "cid", "gone fishing", EntryKind.QUIT, heard, ""),
        (-day + 1, "ann", "Good morning! Is the printer on the second floor still broken?", message, heard, ""),
        (-day + 2, "ann", "It says PC LOAD LETTER.", message, heard, ""),
        (-day + 3, "Боб Смирнов", russian, message, heard, ""),
        (-day + 4, "Боб Смирнов", "waves 👋🏽", EntryKind.ACTION, heard, ""),
        (-day + 5, "cid", "Printer notes for \x02everyone\x02 | printing", EntryKind.TOPIC, heard, ""),
        (-day + 6, "cid", f"{codes} {colours}", message, heard, ""),
        (-day + 7, "cid", f"See {address} and mailto:help@example.org", message, heard, ""),
        (0, "שרה", "שלום לכולם! האם מישהו ראה את המפתח של חדר 12? תודה.", message, heard, ""),
        (1, "dora", "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4, message, heard, ""),
        (2, "ops", "The server restarts at 18:00.", EntryKind.NOTICE, heard, ""),
        (3, "zoë", "ann: lunch? 🍜 👩‍👩‍👧‍👦 é̂ 日本語", message, heard, ""),
        (4, "eve", "flooding", EntryKind.KICK, heard, "mallory"),
        (5, "", "You cannot speak in #quiet: it is moderated.", EntryKind.ERROR, heard, ""),
        (6, "ann", "Sure, five minutes!", message, DeliveryState.SENT, ""),
        (6, "ann", "Where do we meet?", message, DeliveryState.FAILED, ""),
        (7, "ann", "At the door, perhaps.", message, DeliveryState.UNSURE, ""),
        (7, "ann", "I am on my way down now, see you in a minute.", message, DeliveryState.PENDING, ""),
    ]
    return [
        entry(next(number), text, nick, minute=minute, kind=kind, state=state, target=target)
        for minute, nick, text, kind, state, target in said
    ]


NICKS = ("ann", "bob", "cid")


def talk(count: int, first: int = 1) -> list[Entry]:
    """Return entries of different heights from three authors."""
    return [
        entry(i, "one two three four five six " * (1 + i % 9), NICKS[i // 3 % 3], minute=i / 2)
        for i in range(first, first + count)
    ]


class MentioningModel(ListTimelineModel):
    def mentions(self, entry: Entry) -> bool:
        return "ann:" in entry.text


def main(folder: Path) -> None:
    """Write every scene in light and dark."""
    application = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for mode in (Mode.LIGHT, Mode.DARK, Mode.CONTRAST):
        appearance().apply_mode(application, mode)
        for name, width, height, ratio in (("wide", 820, 1180, 1), ("narrow", 360, 900, 2), ("short", 820, 420, 2)):
            view = Timeline()
            view.resize(width, height)
            view.set_model(MentioningModel(conversation()))
            view.set_unread_after(13)
            view.show()
            if name == "short":
                view.scroll_by(-700)
                view.select_all()
                view.model.inserted.emit(0, 0)
                view._pill.set_count(3)
                view.on_painted()
            application.processEvents()
            picture(view, ratio).save(str(folder / f"{name}-{mode}.png"))
        view = Timeline()
        view.resize(500, 400)
        view.show()
        application.processEvents()
        picture(view, 1).save(str(folder / f"empty-{mode}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
