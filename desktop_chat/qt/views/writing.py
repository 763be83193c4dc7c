"""Writing: the composer of a room, with the bars for replies, edits and errors above it. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property, partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client import markup, network_services
from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.client.events import CommandFailed, CorrectionRefused
from desktop_chat.client.session import Session
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network.draft import Draft
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.timeline.strings import quoted_text
from desktop_chat.qt.views import completion, reply_bar, spell_checker, word_offers
from desktop_chat.qt.views import fault_bar as faults
from desktop_chat.qt.views import spell_marks as spelling
from desktop_chat.qt.views.composer import Composer, lines_in
from desktop_chat.qt.views.entry_texts import is_shut, refusal_text
from desktop_chat.qt.widgets.late_column import LateColumn

_DRAFT_MS = 400
_RECENT = 60
"""Number of last entries searched for recent speakers."""


class Writing(QWidget):
    """Keeps everything typed: a draft stays with its room, and a failed command comes back."""

    send_requested = Signal()  # a message is about to be sent to the shown room
    delete_requested = Signal(object)  # an Entry of this room
    toast_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network: Network | None = None
        self.room: Room | None = None
        self._typed: tuple[Room, str] | None = None
        """The last typed command and its room."""
        self._is_sure = False
        """The person wants the next text sent although it may be refused."""
        self._answered: Entry | None = None
        """The entry to reply to."""
        self.is_spelling_wanted: Callable[[], bool] = lambda: False
        """Returns True if the person wants the spelling checked."""
        self._column = LateColumn(self, ("intent_bar", "fault_bar", "composer"))
        self.composer = composer = self._column.add_part("composer", Composer())
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        composer.names = self.completion_nicks
        composer.count = self.message_count
        composer.edit_last = self.edit_last
        composer.leave = self.leave_intent
        composer.edited.connect(self.on_edited)
        composer.submitted.connect(self.on_submitted)
        composer.command_given.connect(self.on_command_given)
        composer.corrected.connect(self.on_corrected)

    # Parts that the first frame does not show

    def complete_parts(self) -> None:
        """Make what a person needs who types. Call it once."""
        self.composer.complete_parts()
        self.composer.completer.sources += [
            lambda before: word_offers.offer_people(before, self.completion_nicks(), self._name_of),
            lambda before: self._rooms_for(before, self.network) if self.network is not None else None,
            lambda before: word_offers.offer_commands(before),
        ]
        self.composer.markup.extend_menu = self.spell_marks.extend_menu

    @cached_property
    def spell_marks(self) -> spelling.SpellMarks:
        made = spelling.SpellMarks(self.composer.edit, spell_checker.spell_checker())
        made.is_wanted = lambda: self.is_spelling_wanted()
        made.is_name = self._is_name
        return made

    @cached_property
    def intent_bar(self) -> reply_bar.ReplyBar:
        """Shows the message to reply to, or that a message is being edited."""
        made = self._column.add_part("intent_bar", reply_bar.ReplyBar())
        made.left.connect(self.leave_intent)
        return made

    @cached_property
    def fault_bar(self) -> faults.FaultBar:
        return self._column.add_part("fault_bar", faults.FaultBar())

    def _hide_intent(self) -> None:
        if self._column.has("intent_bar"):
            self.intent_bar.setVisible(False)

    def _hide_fault(self) -> None:
        if self._column.has("fault_bar"):
            self.fault_bar.hide_fault()

    # Room

    def show_room(self, network: Network, room: Room) -> None:
        """Write in another room. The draft, reply or edit of the old room is kept."""
        self.keep_draft()
        self.network, self.room = network, room
        self.composer.editing = None
        self.show_room_name()
        self._go_on(room)

    def show_nothing(self) -> None:
        """Let go of the room before its network is deleted. The draft is kept."""
        self.keep_draft()
        self.network = self.room = self._answered = self._typed = None
        self.composer.editing = None
        self._hide_intent()
        self._hide_fault()
        self.composer.set_place(None, "", "", enabled=False)

    def show_room_name(self) -> None:
        """Update the placeholder to the room's name."""
        room = self.room
        if room is not None:
            text = self.composer.text() if self.composer.place is room else room.draft.text
            self.composer.set_place(room, self._placeholder_text(room), text)

    def _placeholder_text(self, room: Room) -> str:
        if room.kind == "server":
            return self.tr("Type a /command")
        if self.network is not None and refusal_text(self.network, room):
            return self.tr("You cannot write here now")
        return self.tr("Message {0}").format(room.shown_name)

    def completion_nicks(self) -> list[str]:
        """Return nicks for the Tab key: recent speakers first, without the person's own nick."""
        if self.room is None or self.network is None:
            return []
        own = self.network.session.key_of(self.network.nick)
        recent = [entry.nick for entry in self._recent_entries()]
        members = self.room.state.members
        nicks = [member.nick for key, member in members.items() if key != own]
        return completion.by_recency(nicks or [self.room.name], recent)

    def _is_name(self, word: str) -> bool:
        return self.network is not None and self.room is not None and _is_name(self.network, self.room, word)

    def _name_of(self, nick: str) -> str:
        return self.network.name_of(nick) if self.network is not None else nick

    def _rooms_for(self, before: str, network: Network) -> completion.Offer | None:
        channels = [room.state for room in network.rooms.values() if room.kind == "channel"]
        return word_offers.offer_rooms(before, channels, network.session.find_listed_rooms)

    def _recent_entries(self) -> Iterator[Entry]:
        """Yield the last entries of the room, newest first."""
        if self.room is not None:
            log = self.room.log
            for index in range(len(log) - 1, max(-1, len(log) - 1 - _RECENT), -1):
                yield log.entry_at(index)

    # Drafts

    def on_edited(self, text: str) -> None:
        self._draft_timer.start()
        self._hide_fault()

    def keep_draft(self) -> None:
        """Keep the unsent text of the room, with its reply or edit."""
        self._draft_timer.stop()
        composer, room = self.composer, self.room
        if self.network is None or room is None or composer.place is not room:
            return
        if composer.editing is not None:
            draft = Draft(room.draft.text, None, composer.editing, composer.text())
        else:
            draft = Draft(composer.text(), self._answered)
        self.network.keep_draft(room, draft)

    def _go_on(self, room: Room) -> None:
        """Restore the draft of this room."""
        draft, self._answered = room.draft, None
        self._hide_intent()
        self._hide_fault()
        corrects = room.current_entry(draft.corrects) if draft.corrects is not None else None
        if corrects is not None and corrects.kind in SPOKEN:
            self.composer.begin_edit(corrects, draft.correction)
            self.intent_bar.show_edit(quoted_text(corrects, self._name_of))
        elif corrects is not None:  # the entry was deleted meanwhile
            self.composer.set_place(room, self._placeholder_text(room), draft.text or draft.correction)
        elif draft.answers is not None:
            self._answered = draft.answers
            names = room.timeline.name_of
            quoted = quoted_text(room.current_entry(draft.answers), names)
            self.intent_bar.show_answer(names(draft.answers.nick), quoted)

    # Sending

    def message_count(self, text: str) -> int:
        """Return the number of messages in the text."""
        if self.network is None or self.room is None or self.room.kind == "server":
            return min(1, lines_in(text))
        return self.network.session.split_count(self.room.key, self.encode_text(self.network, self.room, text))

    def on_submitted(self, text: str) -> None:
        if self.network is None or self.room is None:
            return
        if self.room.kind == "server":
            self.composer.give_back(text)
            self.fault_bar.show_fault(self.tr("Choose a room first; messages cannot be sent here."))
            return
        encoded = self.encode_text(self.network, self.room, text)
        lacking = self.network.session.encoding_refusal(encoded)
        refusal, self._is_sure = "" if self._is_sure else refusal_text(self.network, self.room), False
        if lacking or refusal:
            self.composer.give_back(text)
            offer = faults.FaultAction(self.tr("Send anyway"), self.send_anyway)
            is_final = bool(lacking) or is_shut(self.network, self.room)
            text = translate_text(lacking) or self.tr("This message was not sent.")
            self.fault_bar.show_fault(text, () if is_final else (offer,), reason="" if lacking else refusal)
            return
        self._hide_fault()
        self.send_requested.emit()
        answered = self._answered
        self.leave_intent()
        self.network.send_text(self.room, encoded, answered.msgid if answered is not None else "")
        self.keep_draft()

    def send_anyway(self) -> None:
        """Send the composer's text although the person may not be allowed to speak: the server decides."""
        self._is_sure = True
        self.send_as_text()

    def encode_text(self, network: Network, room: Room, text: str) -> str:
        """Return a text with formatting codes in place of its markup. A service gets what was typed."""
        if network_services.is_service(room.name):
            return text
        return markup.encode_markup(text, partial(_is_name, network, room))

    def decode_text(self, network: Network, room: Room, text: str) -> str:
        """Return the markup of a text with formatting codes."""
        if network_services.is_service(room.name):
            return text
        return markup.decode_markup(text, partial(_is_name, network, room))

    def append_quote(self, quote: str) -> None:
        """Put a quote below what is written in the shown room."""
        text = self.composer.text().rstrip("\n")
        self.composer.replace_text(f"{text}\n{quote}" if text else quote)

    def send_confirmed(self, network: Network, room: Room, text: str) -> None:
        """Send a confirmed text to the room where it was written, even if another room is shown by now."""
        if room is self.room:
            self.composer.send_text(text)
            return
        answers = room.draft.answers
        network.keep_draft(room, Draft())
        network.send_text(room, self.encode_text(network, room, text), answers.msgid if answers is not None else "")

    # Commands

    def on_command_given(self, text: str) -> None:
        """Run a slash command. The composer is empty by now; a failed command comes back."""
        if self.network is not None and self.room is not None:
            self._typed = self.room, text
            self._hide_fault()
            self.keep_draft()
            self.network.run_command(self.room, text)

    def run_command(self, network: Network, room: Room, command: str) -> None:
        """Run a command made from a person's text by a dialog or a field. If it fails, the composer gets it back."""
        self._typed = room, command
        self._hide_fault()
        network.run_command(room, command)

    def on_command_failed(self, network: Network, room: Room, failed: CommandFailed) -> None:
        """Put a failed command of the person back into the composer, or into the draft of its room."""
        typed = self._typed == (room, failed.text)
        if typed:
            self._typed = None
        if typed and room is not self.room:
            if not room.draft.text:
                network.keep_draft(room, replace(room.draft, text=failed.text))
        elif typed and self.composer.give_back(failed.text):
            self.keep_draft()
            if failed.reason:
                self.fault_bar.show_fault(translate_text(failed.reason), self._command_offers(failed))
            return
        if failed.reason:
            self.toast_requested.emit(translate_text(failed.reason))

    def _command_offers(self, failed: CommandFailed) -> tuple[faults.FaultAction, ...]:
        """Return the other uses of an unknown command."""
        if not failed.unknown:
            return ()
        return (
            faults.FaultAction(self.tr("Send as text"), self.send_as_text),
            faults.FaultAction(self.tr("Send to the server"), self.send_to_server),
        )

    def send_to_server(self) -> None:
        """Send the command to the server as it is: the server may know it."""
        text = self.composer.text().strip()
        if text.startswith("/"):
            self.composer.clear()
            self.on_command_given(f"/quote {text[1:]}")
            self.composer.setFocus()

    def send_as_text(self) -> None:
        """Send the composer's text as a message, although it begins like a command."""
        self._hide_fault()
        self.composer.send_text(self.composer.text().strip("\n"))
        self.composer.setFocus()

    # Replies and edits

    def is_allowed(self, act: Callable[[Session, str, Entry], bool], entry: Entry) -> bool:
        """True if the Session allows the action on an entry of the shown room."""
        network, room = self.network, self.room
        return network is not None and room is not None and act(network.session, room.key, entry)

    def begin_reply(self, entry: Entry) -> None:
        """Make the next message a reply to the entry."""
        if self.is_allowed(Session.can_reply, entry):
            self.leave_intent()
            self._answered = entry
            self.intent_bar.show_answer(self._name_of(entry.nick), quoted_text(entry, self._name_of))
            self.composer.setFocus()
            self.keep_draft()

    def begin_edit(self, entry: Entry) -> None:
        """Edit an entry of the shown room."""
        if self.is_allowed(Session.can_edit, entry):
            self.keep_draft()
            self.leave_intent()
            network, room = self.network, self.room
            self.composer.begin_edit(
                entry, self.decode_text(network, room, entry.text) if network and room else entry.text
            )
            self.intent_bar.show_edit(quoted_text(entry, self._name_of))
            self.keep_draft()

    def edit_last(self) -> bool:
        """Edit the person's last message, if it is recent. Return True if there was one."""
        last = next((entry for entry in self._recent_entries() if self.is_allowed(Session.can_edit, entry)), None)
        if last is not None:
            self.begin_edit(last)
        return last is not None

    def leave_intent(self) -> bool:
        """Leave an edit or a reply, and restore the draft. Return True if there was an edit or a reply."""
        left = self._answered is not None or self.composer.editing is not None
        self._answered = None
        self._hide_intent()
        self.composer.end_edit(self.room.draft.text if self.room is not None else "")
        if left:
            self.keep_draft()
        return left

    def on_corrected(self, entry: Entry, text: str) -> None:
        """Send the new text of an edited entry. An empty text asks for deletion."""
        network, room = self.network, self.room
        if network is None or room is None:
            return
        now = room.current_entry(entry)
        encoded = self.encode_text(network, room, text)
        if markup.is_same_text(encoded, now.text):
            encoded = now.text
        if not text.strip():
            self.leave_intent()
            self.delete_requested.emit(now)
        elif not self.is_allowed(Session.can_edit, now):
            self.toast_requested.emit(self.tr("This message cannot be changed now."))
        elif network.session.split_count(room.key, encoded, now.kind) > 1:
            self.toast_requested.emit(self.tr("The text is too long for one message."))
        elif lacking := network.session.encoding_refusal(encoded):
            self.fault_bar.show_fault(translate_text(lacking))
        else:
            self.leave_intent()
            network.edit_entry(room, now, encoded)

    def on_correction_refused(self, network: Network, room: Room, refused: CorrectionRefused) -> None:
        """Restore a refused edit so that the person can continue."""
        if room is self.room:
            self.keep_draft()
        if room.draft.corrects is None:
            correction = self.decode_text(network, room, refused.text)
            draft = replace(room.draft, answers=None, corrects=refused.entry, correction=correction)
            network.keep_draft(room, draft)
            if room is self.room:
                self._go_on(room)


def _is_name(network: Network, room: Room, word: str) -> bool:
    """Return whether a word is the name of somebody in a room, where its signs are no markup."""
    key = network.session.key_of(word)
    return key == room.key or key in room.state.members or key == network.session.key_of(network.nick)
