"""Mirror: what one client must believe after all that it was told: in which rooms it is, and with whom."""

from __future__ import annotations

from collections import defaultdict

from desktop_chat.irc.message import Message, parse_line
from desktop_chat.irc.names import fold_name

BODY = 512
TAGS = 8191


class Mirror:
    """`rooms` maps folded names of rooms to the folded nicks in them; of those in `listed` it was told all."""

    def __init__(self) -> None:
        self.nick = ""
        self.rooms: dict[str, set[str]] = {}
        self.listed: set[str] = set()
        self._names: dict[str, set[str]] = defaultdict(set)

    def hear(self, data: bytes) -> None:
        """Whole lines, each of which must be one."""
        assert not data or data.endswith(b"\r\n"), data[-100:]
        for line in data.split(b"\r\n")[:-1]:
            assert line, "an empty line"
            assert not set(line) & {0, 10, 13}, line
            tags, _, body = line.partition(b" ") if line.startswith(b"@") else (b"", b"", line)
            assert len(body) <= BODY - 2, line
            assert len(tags) <= TAGS, line
            self._follow(parse_line(line.decode()))

    def _follow(self, message: Message) -> None:
        nick, params = fold_name(message.nick), message.params
        match message.command:
            case "001":
                self.nick = fold_name(params[0])
            case "JOIN" if nick == self.nick:
                self.rooms.setdefault(fold_name(params[0]), {nick})
            case "JOIN":
                self.rooms[fold_name(params[0])].add(nick)
            case "PART":
                self._leave(fold_name(params[0]), nick)
            case "KICK":
                self._leave(fold_name(params[0]), fold_name(params[1]))
            case "QUIT":
                for members in self.rooms.values():
                    members.discard(nick)
            case "NICK":
                self._rename(nick, fold_name(params[0]))
            case "RENAME":
                self._rename_room(fold_name(params[0]), fold_name(params[1]))
            case "353" | "366":
                self._named(message)

    def _named(self, message: Message) -> None:
        if message.command == "353":
            nicks = {fold_name(word.lstrip("~&@%+").partition("!")[0]) for word in message.params[3].split()}
            self._names[fold_name(message.params[2])] |= nicks
            return
        room = fold_name(message.params[1])
        seen = self._names.pop(room, set())
        if room in self.rooms:
            self.rooms[room] = seen
            self.listed.add(room)

    def _leave(self, room: str, nick: str) -> None:
        if nick == self.nick:
            del self.rooms[room]
            self.listed.discard(room)
        elif room in self.listed:
            self.rooms[room].remove(nick)
        else:
            self.rooms[room].discard(nick)

    def _rename_room(self, old: str, new: str) -> None:
        self.rooms[new] = self.rooms.pop(old)
        if old in self.listed:
            self.listed.remove(old)
            self.listed.add(new)

    def believes(self, inside: dict[str, set[str]]) -> bool:
        """Whether it is right, as far as it was told."""
        return self.rooms.keys() == inside.keys() and all(
            nicks == inside[room] if room in self.listed else nicks <= inside[room]
            for room, nicks in self.rooms.items()
        )

    def _rename(self, old: str, new: str) -> None:
        if old == self.nick:
            self.nick = new
        for members in self.rooms.values():
            if old in members:
                members.remove(old)
                members.add(new)
