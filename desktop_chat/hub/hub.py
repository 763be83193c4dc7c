"""Hub: the door to all shared chat state, and the meaning of each Message. A plain object.

The caller gives the Hub everything: bytes as Messages, the time, the stored state. The Hub has no socket, thread, clock
or lock. The thread with the server's lock calls a method, and then takes the outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from desktop_chat.hub.advertised import advertised_capabilities
from desktop_chat.hub.call import Call
from desktop_chat.hub.commands import COMMANDS
from desktop_chat.hub.effort import PORTION, lines_for
from desktop_chat.hub.handlers import batches
from desktop_chat.hub.handlers.registration import announce_changes, register_decided
from desktop_chat.hub.job import BlockingWork, Errand, Outcome
from desktop_chat.hub.limits import LABEL_LENGTH, clip_bytes
from desktop_chat.hub.live import client_batch
from desktop_chat.hub.live.user import ConnectionPlace, Seat
from desktop_chat.hub.messaging.bulk import deliver_bulk, deliver_plain
from desktop_chat.hub.messaging.webhook_calls import calls_for
from desktop_chat.hub.messaging.webhook_posts import WebhookPost, deliver_answer, deliver_post, require_webhook
from desktop_chat.hub.moderation import (
    link_actions,
)
from desktop_chat.hub.moderation.enforce_bans import (
    delete_expired_bans,
    recheck_changed_users,
    turn_away_address,
)
from desktop_chat.hub.moderation.expire_masks import MaskExpiry
from desktop_chat.hub.moderation.host_desk import HostDesk
from desktop_chat.hub.people.entry_check import turn_away
from desktop_chat.hub.people.entry_rule import keep_present
from desktop_chat.hub.people.entry_scope import turn_away_outsider
from desktop_chat.hub.people.file_access import drop_old_files
from desktop_chat.hub.people.file_desk import FileDesk
from desktop_chat.hub.people.leaving import remove_at_shutdown
from desktop_chat.hub.people.metadata_notify import owner_before
from desktop_chat.hub.people.portraits import drop_late_portraits, follow_changed_avatars
from desktop_chat.hub.people.seat_sharing import detach_seat, restore_always_on
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.settings import HubSettings
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.privmsg_runs import PrivmsgRun
from desktop_chat.net.control_values import EntryRule
from desktop_chat.net.fingerprints import NO_CERTIFICATE, CertificateFingerprint
from desktop_chat.storage.records import Change, StoredState
from desktop_chat.texts import hub as texts

_Answer = TypeVar("_Answer")

FILE_SECONDS = 60
"""Seconds between two looks for files that are too old."""
PING_SECONDS = 30
"""Seconds that a client has for the answer to PING."""


class Hub:
    """The whole chat. `now` is Unix ms in every method.

    Liveness is counted in ticks, so a clock that jumps closes no connection.
    """

    def __init__(self, settings: HubSettings, stored: StoredState, *, now: int, seed: bytes = b"") -> None:
        """`seed`: 32 random bytes of this run, the source of all unguessable values."""
        self._state = State(settings, stored, now, seed)
        self._mask_expiry = MaskExpiry(self._state)
        self.files = FileDesk(self._state)
        """Uploads and downloads, for clients of HTTP."""
        self.host = HostDesk(self._state)
        """What the host does and sees."""
        self._next_seat = 0
        restore_always_on(self._state)
        link_actions.make_first_link(self._state)

    @property
    def settings(self) -> HubSettings:
        return self._state.settings

    @property
    def store_error(self) -> str:
        """Why nothing can be kept at present; durable commands are refused meanwhile."""
        return self._state.store_error

    @store_error.setter
    def store_error(self, text: str) -> None:
        """Why the Store cannot commit; "" if it can. Durable commands are refused while there is an error."""
        self._state.store_error = text

    @property
    def commit_count(self) -> int:
        """The number of commits so far."""
        return self._state.next_commit - 1

    def keep_change(self, change: Change) -> None:
        """Add a fact that is none of the chat's to the next commit."""
        self._state.persist(change)

    # Connections

    def attach_seat(
        self,
        *,
        thread: int,
        address: str,
        port: int,
        secure: bool,
        fingerprint: CertificateFingerprint = NO_CERTIFICATE,
        now: int,
        admission: ConnectionPlace | None = None,
        refusal: str = "",
        here: bool = True,
        reached_at: str = "",
    ) -> Seat:
        """Add a connection. With a `refusal`, the connection gets only the refusal and closes.

        `fingerprint`: the SHA-256 (hex) of the client's certificate, "" without a certificate. `here`: False for a
        connection that another process serves; the Seat gets no bytes, and everything else happens as for all Seats.
        `reached_at`: the address (HOST:PORT) of this server to which the client has connected.
        """
        self._next_seat += 1
        seat = Seat(
            self._next_seat,
            thread=thread,
            address=address,
            port=port,
            secure=secure,
            fingerprint=fingerprint,
            here=here,
        )
        seat.admission = admission
        seat.reached_at = reached_at
        self.add_seat(seat, now, refusal=refusal)
        return seat

    def add_seat(self, seat: Seat, now: int, *, refusal: str = "") -> None:
        """Add a connection whose Seat has been made already. `refusal` as in `attach_seat`."""
        state = self._state
        state.now = now
        seat.attached_tick = seat.heard_tick = state.ticks
        seat.connected_at_ms = now
        state.seats[seat.id] = seat
        state.census.strangers += 1
        if refusal:
            state.refuse_seat(seat, refusal)
        turn_away_address(state, seat)
        turn_away_outsider(state, seat)

    def mark_secured(self, seat: Seat, fingerprint: CertificateFingerprint) -> None:
        """Note that the connection is encrypted from now on. `fingerprint` as in `attach_seat`."""
        seat.secure = True
        seat.fingerprint = fingerprint

    def receive_messages(self, seat: Seat, items: Sequence[Message | ProtocolError], now: int) -> int:
        """Handle items of a Seat in order, and return how many were handled.

        Handling stops early when the Seat pauses or closes, or after PORTION steps. Effort beyond the lines goes to
        `Seat.owed`.
        """
        self._mark_heard(seat, now)
        effort = self._state.effort
        began, used = effort.taken, 0
        while used < len(items) and not (seat.paused or seat.closing) and effort.taken - began < PORTION:
            item, before = items[used], effort.taken
            if not isinstance(item, Message):
                self._answer_malformed(seat, item)
            elif not deliver_plain(self._state, seat, item):
                self._run_command(seat, item)
            if effort.taken > before:
                seat.owed += lines_for(effort.taken - before)
            used += 1
        return used

    def receive_bulk(self, seat: Seat, lines: PrivmsgRun, now: int) -> bool:
        """Handle consecutive plain messages at once.

        Return False, without any effect, if the lines need `receive_messages`.
        """
        self._mark_heard(seat, now)
        return deliver_bulk(self._state, seat, lines.target, lines.texts)

    def _mark_heard(self, seat: Seat, now: int) -> None:
        state = self._state
        state.now = now
        seat.heard_tick = state.ticks
        seat.pinged = False
        seat.heard_sequence = state.last_sequence

    def detach_seat(self, seat: Seat, reason: str, now: int, *, lost: bool = False) -> None:
        """Remove an ended connection, and tell people who share a room. Idempotent.

        `lost`: the connection broke, so the last lines may not have arrived.
        """
        state = self._state
        state.now = now
        seat.closing = True
        attached = state.seats.pop(seat.id, None) is not None
        state.monitors.unwatch_all(seat)
        state.entry_requests.forget(seat)
        state.census.subscribers -= attached and bool(seat.subscriptions)
        if not seat.registered:
            state.census.strangers -= attached
            state.metadata.forget_owner(owner_before(seat))
        detach_seat(state, seat, reason, lost=lost)

    def end_faulty_seat(self, seat: Seat, reason: str, now: int) -> None:
        """Detach a Seat after a fault of this program in its Job or Errand: no work of the Seat runs any more."""
        self.detach_seat(seat, reason, now)
        seat.paused = False

    def finish_work(self, work: BlockingWork[_Answer], answer: _Answer, now: int) -> None:
        """Continue after a Job, HashJob or Rehash with its answer."""
        self._state.now = now
        work.then(answer)

    def fail_work(self, work: BlockingWork[Any], error: Exception, now: int) -> None:
        """Continue after a Job, HashJob or Rehash that raised `error`."""
        self._state.now = now
        work.failed(error)

    def go_on(self, errand: Errand, now: int) -> None:
        """Do the next portion of an Errand."""
        self._state.now = now
        errand.go_on()

    def seconds_without_work(self, most: int) -> int:
        """Return how many seconds, 1 to `most`, may pass at once: no Seat and no term is due before their end."""
        state = self._state
        least = self._mask_expiry.seconds_until_end(most)
        for seat in state.seats.values():
            if seat.closing:
                continue
            if not seat.registered or seat.inbound is not None:
                return 1
            patience = state.settings.ping_seconds + (PING_SECONDS if seat.pinged else 0)
            least = min(least, seat.heard_tick + patience - state.ticks)
        return max(1, least)

    def advance_second(self, now: int, seconds: int = 1) -> None:
        """Do the work of each second: expire bans, masks and batches, ping silent Seats, close Seats that
        stay silent. `seconds`: how many have passed since the last call."""
        state = self._state
        state.now = now
        before = state.ticks
        state.ticks += seconds
        delete_expired_bans(state)
        self._mask_expiry.remove_ended_masks(seconds)
        follow_changed_avatars(state)
        if state.ticks // FILE_SECONDS != before // FILE_SECONDS:
            drop_old_files(state)
            drop_late_portraits(state)
            state.files.forget_late_permits(state.ticks)
        for seat in state.entry_requests.decide_late(state.ticks):
            turn_away(state, seat, texts.HOST_DID_NOT_ANSWER)
        settings = state.settings
        for seat in list(state.seats.values()):
            if seat.closing:
                continue
            if seat.inbound is not None and state.ticks - seat.inbound.since > client_batch.BATCH_SECONDS:
                batches.expire(state, seat)
            silent = state.ticks - seat.heard_tick
            if not seat.registered and seat not in state.entry_requests:
                late = state.ticks - seat.attached_tick > settings.registration_seconds
                if late and settings.limits_enabled:
                    state.refuse_seat(seat, texts.REGISTRATION_TIMEOUT)
            elif silent >= settings.ping_seconds + PING_SECONDS:
                detach_seat(state, seat, texts.PING_TIMEOUT(silent), lost=True)
                state.close_seat(seat, texts.PING_TIMEOUT(silent))
            elif silent >= settings.ping_seconds and not seat.pinged:
                seat.pinged = True
                state.send_bytes(seat, f"PING :{settings.host}\r\n".encode())

    def close_all(self, reason: str, now: int) -> None:
        """Tell all Seats that the server stops, read nothing more, and store up to where each User has read."""
        state = self._state
        state.now = now
        for user in list(state.users.values()):
            remove_at_shutdown(state, user)
        for seat in list(state.seats.values()):
            state.close_seat(seat, clip_bytes(reason, 300))

    def apply_settings(self, settings: HubSettings, now: int) -> None:
        """Replace the settings, and announce changed capabilities."""
        state = self._state
        state.now = now
        before, old = advertised_capabilities(state.settings), state.settings
        state.settings = settings
        if old.entry == EntryRule.OPEN != settings.entry:
            keep_present(state)
        if (old.entry, old.password) != (settings.entry, settings.password):
            state.entry_requests.decide_all()
        link_actions.make_first_link(state)
        announce_changes(state, before)

    def take_outcome(self) -> Outcome:
        """Return the outcome of this hold of the lock. Every hold ends with this call."""
        if self._state.users_to_recheck:
            recheck_changed_users(self._state)
        if self._state.entry_requests.has_decided:
            register_decided(self._state)
        outcome = self._state.take_outcome()
        if outcome.changes and self._state.webhooks.has_outgoing:
            return replace(outcome, calls=calls_for(self._state, outcome.changes))
        return outcome

    # Webhooks

    def require_webhook(self, token: str) -> None:
        """Raises: Refusal if no webhook has the token."""
        require_webhook(self._state, token)

    def receive_post(self, token: str, post: WebhookPost, now: int) -> None:
        """Send what a program has posted to the room of its webhook. Raises: Refusal."""
        self._state.now = now
        deliver_post(self._state, token, post)

    def receive_answer(self, number: int, room: str, post: WebhookPost, now: int) -> None:
        """Send what the address of an outgoing webhook has answered to the room of the message."""
        self._state.now = now
        deliver_answer(self._state, number, room, post)

    # Figures

    @property
    def user_count(self) -> int:
        return len(self._state.users)

    @property
    def peak_users(self) -> int:
        return self._state.peak

    @property
    def room_count(self) -> int:
        """The number of channels with members."""
        return self._state.census.rooms

    @property
    def said_total(self) -> int:
        """Messages stored since the start."""
        return self._state.said_total

    def said_last_minute(self, now: int) -> int:
        """Return the number of messages stored in the minute before `now`, to a second."""
        return self._state.said.events_in_last_minute(now)

    # One command

    def _run_command(self, seat: Seat, message: Message) -> None:
        state = self._state
        label = message.tags.get("label", "") if seat.labels and message.tags else ""
        reply = state.reply_to(seat, label if len(label) <= LABEL_LENGTH else "")
        command = COMMANDS.get(message.command)
        state.answering = reply
        try:
            if command is None:
                if not seat.registered:
                    raise Refusal(n.ERR_NOTREGISTERED, texts.NOT_REGISTERED)
                raise Refusal(n.ERR_UNKNOWNCOMMAND, message.command[:32], texts.UNKNOWN_COMMAND)
            if not seat.registered and not command.before_registration:
                raise Refusal(n.ERR_NOTREGISTERED, texts.NOT_REGISTERED)
            if len(message.params) < command.min_params:
                raise Refusal(n.ERR_NEEDMOREPARAMS, command.name, texts.NOT_ENOUGH_PARAMETERS)
            command.run(Call(state, seat, message, reply))
        except Refusal as refusal:
            if message.command != "NOTICE" or not refusal.command.isdigit():
                reply.add_refusal(refusal)
        finally:
            state.answering = None
        if not reply.deferred:
            reply.flush()

    def _answer_malformed(self, seat: Seat, error: ProtocolError) -> None:
        """Answer an unparsable line.

        Spec: https://modern.ircdocs.horse/#errinputtoolong-417
        Spec: https://ircv3.net/specs/extensions/utf8-only
        """
        reply = self._state.reply_to(seat)
        if error.code in ("TOO_LONG", "TAGS_TOO_LONG"):
            reply.numeric(n.ERR_INPUTTOOLONG, texts.LINE_TOO_LONG)
        elif error.code == "NOT_UTF8":
            command = error.command if error.command in COMMANDS else "*"
            reply.add_line(self.settings.host, "FAIL", command, "INVALID_UTF8", texts.NOT_UTF8)
        elif seat.registered:
            reply.numeric(n.ERR_UNKNOWNCOMMAND, "*", texts.UNKNOWN_COMMAND)
        reply.flush()
