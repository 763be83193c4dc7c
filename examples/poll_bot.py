"""A bot that counts votes: one poll at a time, one vote for each person.

python poll_bot.py HOST PORT [ROOM]

!poll Where do we eat? | Soup bar | Pizza    begins a poll
!vote 2                                      votes, and votes again for something else
!poll                                        tells how it stands
!end                                         ends the poll; only its author can
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field

from irc_room import IrcRoom, Said

HELP = "Begin a poll with: !poll Question? | first answer | second answer"


@dataclass
class Poll:
    """A question with answers, and the number of the answer that each person has chosen."""

    author: str
    question: str
    answers: list[str]
    votes: dict[str, int] = field(default_factory=dict)

    def result(self) -> str:
        counts = Counter(self.votes.values())
        shown = [f"{number}. {answer}: {counts[number]}" for number, answer in enumerate(self.answers, 1)]
        return f"{self.question} {' · '.join(shown)}"


class PollBot:
    """The polls of one room."""

    def __init__(self) -> None:
        self._poll: Poll | None = None

    def answer(self, said: Said) -> str:
        """Return the answer to a text, or "" to a text that is not for the bot."""
        command, _, rest = said.text.strip().partition(" ")
        if command == "!poll":
            return self._begin(said.nick, rest) if rest.strip() else self._tell_result()
        if command == "!vote":
            return self._vote(said.nick, rest.strip())
        return self._end(said.nick) if command == "!end" else ""

    def _begin(self, author: str, text: str) -> str:
        question, *answers = [part.strip() for part in text.split("|") if part.strip()]
        if self._poll is not None:
            return f"{author}: a poll is going on. {self._poll.author} ends it with !end"
        if len(answers) < 2:
            return f"{author}: {HELP}"
        self._poll = Poll(author, question, answers)
        numbered = " · ".join(f"{number}. {answer}" for number, answer in enumerate(answers, 1))
        return f"{question} {numbered} (vote with !vote and a number)"

    def _vote(self, nick: str, number: str) -> str:
        if self._poll is None:
            return f"{nick}: {HELP}"
        last = len(self._poll.answers)
        if not (number.isdecimal() and 1 <= int(number) <= last):
            return f"{nick}: choose a number from 1 to {last}"
        self._poll.votes[nick.lower()] = int(number)
        return ""

    def _tell_result(self) -> str:
        return self._poll.result() if self._poll is not None else HELP

    def _end(self, nick: str) -> str:
        poll = self._poll
        if poll is None:
            return f"{nick}: {HELP}"
        if nick != poll.author:
            return f"{nick}: only {poll.author} can end the poll"
        self._poll = None
        return f"The poll has ended. {poll.result()}"


def main(host: str, port: int, room: str = "#lobby") -> None:
    bot = PollBot()
    with IrcRoom(host, port, "pollbot", room) as connection:
        while not connection.is_closed:
            for said in connection.read_said(60):
                connection.say(bot.answer(said))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:4])
