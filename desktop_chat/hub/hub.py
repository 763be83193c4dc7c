"""Hub: all shared chat state, and what each Message means for it. One plain object.

It is given everything: bytes as Messages, the time, what the Store remembered; it has no socket, no thread, no clock
and no lock. Whoever holds THE lock calls it, one at a time, and then `take`s what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.hub import inbound, moderation
from desktop_chat.hub.banning import check_again, expire, turn_away_address
from desktop_chat.hub.call import Call
from desktop_chat.hub.commands import COMMANDS
from desktop_chat.hub.effort import PORTION, lines_for
from desktop_chat.hub.handlers import batches
from desktop_chat.hub.handlers.operators import remove
from desktop_chat.hub.handlers.registration import announce_changes
from desktop_chat.hub.job import Errand, HashJob, Job, Outcome, Rehash
from desktop_chat.hub.leaving import vanish
from desktop_chat.hub.metadata_news import owner_before
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.settings import LABEL_LENGTH, HubSettings, clip
from desktop_chat.hub.sharing import bring_back, stand_up
from desktop_chat.hub.state import State
from desktop_chat.hub.support import offered
from desktop_chat.hub.talk import talk
from desktop_chat.hub.user import Admitted, Seat
from desktop_chat.irc import numerics as n
from desktop_chat.irc.lines import Lines
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.names import fold
from desktop_chat.net.control import BanRow, UserRow
from desktop_chat.storage.port import Answer, Secret, Stored

PING_SECONDS = 30
"""How long the answer to a PING may take."""


class Hub:
    """`now` is Unix ms everywhere. Liveness is counted in ticks, so a clock that jumps ends nobody."""

    def __init__(self, settings: HubSettings, stored: Stored, *, now: int, seed: bytes = b"") -> None:
        """`seed`: 32 random bytes of this run, from which what must not be guessed is made."""
        self._state = State(settings, stored, now, seed)
        self._next_seat = 0
        bring_back(self._state)

    @property
    def settings(self) -> HubSettings:
        return self._state.settings

    @property
    def trouble(self) -> str:
        """Why nothing can be kept at present; durable commands are refused meanwhile."""
        return self._state.trouble

    @trouble.setter
    def trouble(self, text: str) -> None:
        self._state.trouble = text

    # Connections

    def attach(
        self,
        *,
        thread: int,
        address: str,
        port: int,
        secure: bool,
        fingerprint: str,
        now: int,
        admission: Admitted | None = None,
        refusal: str = "",
    ) -> Seat:
        """A connection was made. `fingerprint`: the SHA-256 (hex) of the client's certificate, "" without one.
        `refusal`: why it may not stay, which is all that it is told."""
        state = self._state
        state.now = now
        self._next_seat += 1
        seat = Seat(self._next_seat, thread=thread, address=address, port=port, secure=secure, fingerprint=fingerprint)
        seat.attached = seat.heard = state.ticks
        seat.since = now
        seat.admission = admission
        state.seats[seat.id] = seat
        if refusal:
            state.refuse_seat(seat, refusal)
        turn_away_address(state, seat)
        return seat

    def receive(self, seat: Seat, items: Sequence[Message | ProtocolError], now: int) -> int:
        """Handle what the Seat sent, in order, until all is used, or the Seat is paused or closing, or much was done:
        how many were used. What it cost beyond its lines is added to `Seat.owed`."""
        self._hear(seat, now)
        effort = self._state.effort
        began, used = effort.taken, 0
        while used < len(items) and not (seat.paused or seat.closing) and effort.taken - began < PORTION:
            item, before = items[used], effort.taken
            if not isinstance(item, Message):
                self._malformed(seat, item)
            else:
                self._execute(seat, item)
            seat.owed += lines_for(effort.taken - before)
            used += 1
        return used

    def talk(self, seat: Seat, lines: Lines, now: int) -> bool:
        """Handle plain words that follow each other in one go. False, and nothing has happened, where each has to be
        looked at by itself (`receive`)."""
        self._hear(seat, now)
        return talk(self._state, seat, lines)

    def _hear(self, seat: Seat, now: int) -> None:
        state = self._state
        state.now = now
        seat.heard = state.ticks
        seat.pinged = False
        seat.heard_sequence = state.last_sequence

    def detach(self, seat: Seat, reason: str, now: int, *, lost: bool = False) -> None:
        """The connection is gone; those who shared a room are told. `lost`: it broke, so that what was sent last may
        not have arrived. Idempotent."""
        state = self._state
        state.now = now
        seat.closing = True
        state.seats.pop(seat.id, None)
        state.monitors.clear(seat)
        if not seat.registered:
            state.metadata.forget(owner_before(seat))
        stand_up(state, seat, reason, lost=lost)

    def finish(self, job: Job, answer: Answer | Exception, now: int) -> None:
        """A Job has ended, with its answer or with what it raised."""
        self._state.now = now
        job.then(answer)

    def go_on(self, errand: Errand, now: int) -> None:
        """Do the next portion of an Errand."""
        self._state.now = now
        errand.go_on()

    def hashed(self, job: HashJob, result: Secret | bool | Exception, now: int) -> None:
        """A HashJob has ended, with its result or with what it raised."""
        self._state.now = now
        job.then(result)

    def rehashed(self, job: Rehash, answer: str | Exception, now: int) -> None:
        """The settings were read again, or could not be: a sentence, or what was raised."""
        self._state.now = now
        job.then(answer)

    def tick(self, now: int) -> None:
        """Once a second: who is silent too long goes."""
        state = self._state
        state.now = now
        state.ticks += 1
        expire(state)
        settings = state.settings
        for seat in list(state.seats.values()):
            if seat.closing:
                continue
            if seat.inbound is not None and state.ticks - seat.inbound.since > inbound.SECONDS:
                batches.expire(state, seat)
            silent = state.ticks - seat.heard
            if not seat.registered:
                late = state.ticks - seat.attached > settings.registration_seconds
                if late and settings.limits_enabled:
                    state.refuse_seat(seat, "You took too long to say who you are.")
            elif silent >= settings.ping_seconds + PING_SECONDS:
                stand_up(state, seat, f"Ping timeout: {silent} seconds", lost=True)
                state.close_seat(seat, f"Ping timeout: {silent} seconds")
            elif silent >= settings.ping_seconds and not seat.pinged:
                seat.pinged = True
                state.send(seat, f"PING :{settings.host}\r\n".encode())

    def close(self, reason: str, now: int) -> None:
        """The server stops: everybody is told, and nobody is read any more. What was shown is remembered."""
        state = self._state
        state.now = now
        for user in list(state.users.values()):
            vanish(state, user)
        for seat in list(state.seats.values()):
            state.close_seat(seat, clip(reason, 300))

    def configure(self, settings: HubSettings, now: int) -> None:
        """Live by other settings from now on."""
        state = self._state
        state.now = now
        before, state.settings = offered(state.settings), settings
        announce_changes(state, before)

    def take(self) -> Outcome:
        """What this hold of the lock produced; to be called at the end of each."""
        if self._state.changed:
            check_again(self._state)
        return self._state.take()

    # For the host, over the control channel

    def roster(self, now: int) -> tuple[UserRow, ...]:
        """Everybody who is here, as the launcher shows them."""
        self._state.now = now
        return moderation.roster(self._state, now)

    def kick(self, nick: str, reason: str, now: int) -> bool:
        """Disconnect somebody; False when nobody of that name is here."""
        self._state.now = now
        user = self._state.users.get(fold(nick))
        if user is None:
            return False
        remove(self._state, user, clip(reason, 300) or "Disconnected by the host")
        return True

    def ban(self, now: int, *, nick: str, address: str, mask: str, seconds: int, reason: str) -> BanRow:
        """Keep somebody out (`hub.moderation`). Raises Refusal, as do those that follow."""
        self._state.now = now
        return moderation.ban(self._state, nick=nick, address=address, mask=mask, seconds=seconds, reason=reason)

    def mute(self, now: int, *, nick: str, mask: str, seconds: int, reason: str) -> BanRow:
        self._state.now = now
        return moderation.mute(self._state, nick=nick, mask=mask, seconds=seconds, reason=reason)

    def unban(self, kind: str, mask: str, now: int) -> None:
        self._state.now = now
        moderation.unban(self._state, kind, mask)

    def unmute(self, nick: str, now: int) -> None:
        self._state.now = now
        moderation.unmute(self._state, nick)

    def bans(self, now: int) -> tuple[BanRow, ...]:
        """All that hold, mutes too."""
        self._state.now = now
        return moderation.bans(self._state)

    def moderator(self, nick: str, now: int, *, on: bool) -> None:
        """Make somebody an operator of the lobby, or no more."""
        self._state.now = now
        moderation.moderator(self._state, nick, on=on)

    def free_name(self, nick: str, now: int) -> str:
        """Free a name that somebody who is not here has reserved."""
        self._state.now = now
        return moderation.free_name(self._state, nick)

    def know_host(self, fingerprint: str, now: int) -> None:
        """Whoever shows this certificate at this computer is an operator of the server."""
        self._state.now = now
        moderation.know_host(self._state, fingerprint)

    def announce(self, text: str, now: int) -> None:
        """Say something to everybody in the server's name."""
        state = self._state
        state.now = now
        for user in state.users.values():
            state.show(user.seats, state.statement(state.settings.host, "NOTICE", user.nick, clip(text, 400)))

    @property
    def users(self) -> int:
        return len(self._state.users)

    @property
    def peak(self) -> int:
        return self._state.peak

    @property
    def rooms(self) -> int:
        """How many have somebody in them."""
        return sum(bool(channel.members) for channel in self._state.channels.values())

    @property
    def said_total(self) -> int:
        """Entries kept since the start."""
        return self._state.said_total

    def said_last_minute(self, now: int) -> int:
        """Entries kept in the minute before `now` (Unix ms), to a second."""
        return self._state.said.count(now)

    # One command

    def _execute(self, seat: Seat, message: Message) -> None:
        state = self._state
        label = message.tags.get("label", "") if seat.labels and message.tags else ""
        reply = state.reply_to(seat, label if len(label) <= LABEL_LENGTH else "")
        command = COMMANDS.get(message.command)
        state.answering = reply
        try:
            if command is None:
                if not seat.registered:
                    raise Refusal(n.ERR_NOTREGISTERED, "You have not registered")
                raise Refusal(n.ERR_UNKNOWNCOMMAND, message.command[:32], "Unknown command")
            if not seat.registered and not command.early:
                raise Refusal(n.ERR_NOTREGISTERED, "You have not registered")
            if len(message.params) < command.least:
                raise Refusal(n.ERR_NEEDMOREPARAMS, command.name, "Not enough parameters")
            command.run(Call(state, seat, message, reply))
        except Refusal as refusal:
            if message.command != "NOTICE" or not refusal.command.isdigit():
                reply.refuse(refusal)
        finally:
            state.answering = None
        if not reply.deferred:
            reply.flush()

    def _malformed(self, seat: Seat, error: ProtocolError) -> None:
        """A line that is none. https://modern.ircdocs.horse/#errinputtoolong-417,
        https://ircv3.net/specs/extensions/utf8-only"""
        reply = self._state.reply_to(seat)
        if error.code in ("TOO_LONG", "TAGS_TOO_LONG"):
            reply.numeric(n.ERR_INPUTTOOLONG, "Input line was too long")
        elif error.code == "NOT_UTF8":
            command = error.command if error.command in COMMANDS else "*"
            reply.line(self.settings.host, "FAIL", command, "INVALID_UTF8", "Text must be written in UTF-8")
        elif seat.registered:
            reply.numeric(n.ERR_UNKNOWNCOMMAND, "*", "Unknown command")
        reply.flush()
