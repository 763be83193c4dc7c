"""A bot that reminds people. What it was asked for is in a file, so a restart forgets nothing.

python reminder_bot.py HOST PORT [ROOM [FILE]]

!remind 10m the tea        in ten minutes; s, m, h and d are seconds, minutes, hours and days
!reminders                 tells what is to come
"""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from irc_room import IrcRoom, Said

HELP = "Ask with: !remind 10m the tea"
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
MOST = 20
"""Reminders of one person at a time."""
TERM = re.compile(r"(\d{1,4})([smhd])")


@dataclass(frozen=True)
class Reminder:
    """What to say to whom. `due` is in Unix seconds."""

    due: float
    nick: str
    text: str


class Reminders:
    """All reminders, kept in a file that is written whole."""

    def __init__(self, file: Path) -> None:
        self._file = file
        kept = json.loads(file.read_text("utf-8")) if file.exists() else []
        self._waiting = [Reminder(**one) for one in kept]

    def answer(self, said: Said, now: float) -> str:
        """Return the answer to a text, or "" to a text that is not for the bot."""
        command, _, rest = said.text.strip().partition(" ")
        own = [one for one in self._waiting if one.nick == said.nick]
        if command == "!reminders":
            return f"{said.nick}: " + (", ".join(f"{one.text} (in {round(one.due - now)} s)" for one in own) or HELP)
        if command != "!remind":
            return ""
        term, _, text = rest.strip().partition(" ")
        match = TERM.fullmatch(term)
        if match is None or not text.strip():
            return f"{said.nick}: {HELP}"
        if len(own) >= MOST:
            return f"{said.nick}: {MOST} reminders are enough"
        self._keep([*self._waiting, Reminder(now + int(match[1]) * SECONDS[match[2]], said.nick, text.strip())])
        return f"{said.nick}: I will remind you in {term}"

    def seconds_left(self, now: float) -> float:
        """Return the seconds until the next reminder, 60 at most."""
        return max(0.1, min([60, *(one.due - now for one in self._waiting)]))

    def take_due(self, now: float) -> list[Reminder]:
        due = [one for one in self._waiting if one.due <= now]
        if due:
            self._keep([one for one in self._waiting if one.due > now])
        return due

    def _keep(self, waiting: list[Reminder]) -> None:
        self._waiting = waiting
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps([asdict(one) for one in waiting]), "utf-8")
        fresh.replace(self._file)


def main(host: str, port: int, room: str = "#lobby", file: str = "reminders.json") -> None:
    reminders = Reminders(Path(file))
    with IrcRoom(host, port, "remindbot", room) as connection:
        while not connection.is_closed:
            for said in connection.read_said(reminders.seconds_left(time.time())):
                connection.say(reminders.answer(said, time.time()))
            for reminder in reminders.take_due(time.time()) if connection.is_inside else []:
                connection.say(f"{reminder.nick}: {reminder.text}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:5])
