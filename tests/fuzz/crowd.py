"""Crowd: several clients who say anything at all to one hub, and what must be true whatever they said."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.capabilities import OFFERED
from desktop_chat.irc.line_stream import LineStream
from tests.fuzz.choices import Choices
from tests.fuzz.mirror import Mirror
from tests.fuzz.words import NICKS, line
from tests.hub.harness import MODERN_CAPS, SETTINGS, HubHarness

MOST_SEATS = 6
_STEPS = 200
_WHOLE_HISTORY = 20_000_000


class Crowd:
    """`play` until the choices are used up, then everybody leaves."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._stage = HubHarness(replace(SETTINGS, lobby="#lobby", oper_name="boss", oper_password="secretsecret"))
        self._clients: dict[Seat, tuple[LineStream, Mirror]] = {}
        for number in range(3):
            self._enter(f"{('ann', 'bob', 'cid')[number]}", (MODERN_CAPS, "", "multi-prefix echo-message")[number])

    def _connect(self) -> Seat:
        fingerprint = self._choices.pick(("", "", "ab" * 32, "cd" * 32))
        seat = self._stage.connect(fingerprint, self._choices.pick(("127.0.0.1", "10.0.0.1", "2001:db8::1")))
        self._clients[seat] = (LineStream(), Mirror())
        return seat

    def _enter(self, nick: str, capabilities: str) -> None:
        seat = self._connect()
        lines = [f"CAP REQ :{capabilities}", f"NICK {nick}", f"USER {nick} 0 * :{nick}", "CAP END", "JOIN #tea"]
        self._say(seat, "".join(f"{text}\r\n" for text in lines).encode())

    def play(self) -> None:
        steps = 0
        while self._choices and steps < _STEPS:
            steps += 1
            self._step()
            self._settle()
            self._check()
        for seat in list(self._clients):
            self._drop(seat)
        self._settle()
        self._check()

    def _step(self) -> None:
        choices = self._choices
        if len(self._clients) < 2 or (choices.chance(24) and len(self._clients) < MOST_SEATS):
            if choices.chance(4):
                self._connect()
            else:
                self._enter(choices.pick(NICKS), choices.pick((MODERN_CAPS, "", "echo-message", " ".join(OFFERED))))
        if not self._clients:
            return
        seat = choices.pick(list(self._clients))
        if choices.chance(32):
            self._drop(seat)
        elif choices.chance(24):
            self._stage.now += choices.below(100_000)
            self._stage.hub.advance_second(self._stage.now)
            self._stage.take_outcome()
        else:
            said = b"".join(
                line(choices) + choices.pick((b"\r\n", b"\n", b"\r\n", b"")) for _ in range(1 + choices.below(3))
            )
            self._say(seat, said)

    def _say(self, seat: Seat, data: bytes) -> None:
        items = list(self._clients[seat][0].feed(data))
        while items and not seat.closing:
            used = self._stage.hub.receive_messages(seat, items, self._stage.now)
            del items[:used]
            self._settle()
            if not used:
                assert seat.closing, "a Seat waits for nothing"

    def _drop(self, seat: Seat) -> None:
        self._stage.hub.detach_seat(seat, "Gone", self._stage.now, lost=self._choices.chance(2))
        self._stage.take_outcome()
        self._hear(seat)
        del self._clients[seat]

    def _settle(self) -> None:
        self._stage.take_outcome()
        self._stage.run_until_idle()
        for seat in list(self._clients):
            self._hear(seat)
            if seat.closing:
                self._stage.hub.detach_seat(seat, "Closed", self._stage.now)
                self._stage.take_outcome()
                self._stage.run_until_idle()
                del self._clients[seat]
        for seat in self._clients:
            self._hear(seat)

    def _hear(self, seat: Seat) -> None:
        self._clients[seat][1].hear(seat.outbox.take(self._stage.durable, _WHOLE_HISTORY))

    def _check(self) -> None:
        """The hub is of one mind, and so is everybody about who is where."""
        state = self._stage.hub._state
        assert set(state.seats.values()) == set(self._clients)
        for folded, user in state.users.items():
            assert user.folded == folded
            assert all(seat.user is user for seat in user.seats)
            assert all(user in state.channels[name].members for name in user.channels)
        for folded, channel in state.channels.items():
            assert channel.folded == folded
            assert all(folded in member.channels and state.users[member.folded] is member for member in channel.members)
        for seat, (stream, mirror) in self._clients.items():
            assert stream.pending_bytes < 10_000
            assert not seat.outbox.pieces, "something waits for ever"
            if seat.user is None:
                continue
            assert mirror.nick == seat.user.folded
            rooms = [state.channels[name] for name in seat.user.channels]
            inside = {
                room.folded: {member.folded for member in room.members if room.can_see(seat.user, member)}
                for room in rooms
            }
            assert mirror.believes(inside), (mirror.rooms, inside)
