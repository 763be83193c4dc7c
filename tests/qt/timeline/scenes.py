"""Timelines for looking at, and the entries that tests use. As a program it writes PNGs into a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_chat.client.entry import Entry, Kind, State
from desktop_chat.qt.theme import Mode, look
from desktop_chat.qt.timeline import ListTimelineModel, Timeline
from tests.qt.gallery import picture

NOON = 1_700_000_000_000
MINUTE = 60_000


def entry(
    number: int,
    text: str = "hello",
    nick: str = "ann",
    *,
    minute: float = 0,
    kind: Kind = Kind.MESSAGE,
    state: State = State.RECEIVED,
    target: str = "",
) -> Entry:
    """An entry `minute` minutes after NOON."""
    return Entry(
        number,
        kind,
        NOON + round(minute * MINUTE),
        nick,
        text,
        own=state is not State.RECEIVED,
        state=state,
        target=target,
    )


def conversation() -> list[Entry]:
    """A bit of everything."""
    number = count(1)
    day = 24 * 60
    said: Iterable[tuple[float, str, str, Kind, State, str]] = [
        (-day, "", "Connected to Workshop.", Kind.NEWS, State.RECEIVED, ""),
        (-day, "ann", "", Kind.JOIN, State.RECEIVED, ""),
        (-day, "bob", "", Kind.JOIN, State.RECEIVED, ""),
        (-day, "cid", "gone fishing", Kind.QUIT, State.RECEIVED, ""),
        (-day + 1, "ann", "Good morning! Is the printer on the second floor still broken?", Kind.MESSAGE, State.RECEIVED, ""),
        (-day + 2, "ann", "It says PC LOAD LETTER.", Kind.MESSAGE, State.RECEIVED, ""),
        (-day + 3, "Боб Смирнов", "Привет! Да, бумага закончилась ещё вчера вечером. Я принесу новую пачку после обеда.", Kind.MESSAGE, State.RECEIVED, ""),
        (-day + 4, "Боб Смирнов", "waves 👋🏽", Kind.ACTION, State.RECEIVED, ""),
        (-day + 5, "cid", "Printer notes for \x02everyone\x02 | printing", Kind.TOPIC, State.RECEIVED, ""),
        (-day + 6, "cid", "\x02bold\x02 \x1ditalic\x1d \x1funderlined\x1f \x1estruck\x1e \x11monospace()\x11 \x034red \x033green \x0312blue \x038yellow\x03 \x030,4on red\x03", Kind.MESSAGE, State.RECEIVED, ""),
        (-day + 7, "cid", "See https://example.org/manual/a/long/path/to/the/page?chapter=7#paper and mailto:help@example.org", Kind.MESSAGE, State.RECEIVED, ""),
        (0, "שרה", "שלום לכולם! האם מישהו ראה את המפתח של חדר 12? תודה.", Kind.MESSAGE, State.RECEIVED, ""),
        (1, "dora", "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4, Kind.MESSAGE, State.RECEIVED, ""),
        (2, "ops", "The server restarts at 18:00.", Kind.NOTICE, State.RECEIVED, ""),
        (3, "zoë", "ann: lunch? 🍜 👩‍👩‍👧‍👦 é̂ 日本語", Kind.MESSAGE, State.RECEIVED, ""),
        (4, "eve", "flooding", Kind.KICK, State.RECEIVED, "mallory"),
        (5, "", "You cannot speak in #quiet: it is moderated.", Kind.ERROR, State.RECEIVED, ""),
        (6, "ann", "Sure, five minutes!", Kind.MESSAGE, State.SENT, ""),
        (6, "ann", "Where do we meet?", Kind.MESSAGE, State.FAILED, ""),
        (7, "ann", "At the door, perhaps.", Kind.MESSAGE, State.UNSURE, ""),
        (7, "ann", "I am on my way down now, see you in a minute.", Kind.MESSAGE, State.PENDING, ""),
    ]  # fmt: skip
    return [
        entry(next(number), text, nick, minute=minute, kind=kind, state=state, target=target)
        for minute, nick, text, kind, state, target in said
    ]


class MentioningModel(ListTimelineModel):
    def mentions(self, entry: Entry) -> bool:
        return "ann:" in entry.text


def main(folder: Path) -> None:
    """Write every scene in light and dark."""
    application = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for mode in (Mode.LIGHT, Mode.DARK, Mode.CONTRAST):
        look().apply(application, mode)
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
