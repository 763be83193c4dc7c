"""The words of a timeline: what notices say, times and days, what is read aloud. All of it goes through translation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, QTime

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc import formatting
from desktop_chat.irc.server_time import parse_time

_LAST_MS = 253_402_214_400_000  # the end of the year 9999: no calendar goes further
_NAMES_MAX = 4
_QUOTED = 400
"""Characters of what is answered, more than any line has room for."""


class Counts(QObject):
    """Texts with numbers. A QObject, because Qt's tools find plurals only where `self.tr` is called."""

    def joined_text(self, count: int) -> str:
        return self.tr("{names} joined", "", count)

    def left_text(self, count: int) -> str:
        return self.tr("{names} left", "", count)

    def came_and_went(self, count: int) -> str:
        return self.tr("{names} joined and left", "", count)

    def came_back(self, count: int) -> str:
        return self.tr("{names} left and came back", "", count)

    def more_text(self, count: int) -> str:
        return self.tr("%n more", "", count)

    def new_text(self, count: int) -> str:
        return self.tr("%n new", "", count)

    def new_messages(self, count: int) -> str:
        return self.tr("%n new messages", "", count)


_counts = Counts()


def local_moment(time: int) -> datetime:
    """Local time of Unix milliseconds; what no calendar holds becomes the nearest that it does."""
    return datetime.fromtimestamp(min(max(time, 86_400_000), _LAST_MS) / 1000)


@lru_cache(maxsize=4096)
def _day_of_hour(hour: int) -> int:
    return local_moment(hour * 900_000).toordinal()


def local_day(time: int) -> int:
    """The number of the local day."""
    return _day_of_hour(time // 900_000)  # a quarter of an hour never spans two days, in any zone


@lru_cache(maxsize=4096)
def _clock_text(minute: int) -> str:
    local = local_moment(minute * 60_000)
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def clock_text(time: int) -> str:
    """The time of day, short, as this computer writes it."""
    return _clock_text(time // 60_000)


def today() -> int:
    """The number of the local day that it is."""
    return datetime.now().toordinal()


def day_name(time: int) -> str:
    """Today, Yesterday, or the date in full."""
    passed = today() - local_day(time)
    if passed == 0:
        return QCoreApplication.translate("Timeline", "Today")
    if passed == 1:
        return QCoreApplication.translate("Timeline", "Yesterday")
    local = local_moment(time)
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)


def full_time(time: int) -> str:
    """Date and time, for tooltips."""
    local = local_moment(time)
    date = QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
    return f"{date} {clock_text(time)}"


def date_text(entry: Entry) -> str:
    """Date and time of an entry, and of its correction if there was one."""
    said, edited = full_time(entry.time), parse_time(entry.edited_at) or 0
    if not edited:
        return said
    return QCoreApplication.translate("Timeline", "{said}, edited {edited}").format(
        said=said, edited=clock_text(edited) if local_day(edited) == local_day(entry.time) else full_time(edited)
    )


def notice_text(entry: Entry) -> str:
    """The sentence of one notice of the room."""
    said = {
        "nick": shown_name(entry.nick),
        "target": shown_name(entry.target),
        "text": formatting.strip_formatting(entry.text),
    }
    translate = QCoreApplication.translate
    reason = bool(entry.text)
    match entry.kind:
        case EntryKind.JOIN:
            text = translate("Timeline", "{nick} joined")
        case EntryKind.PART:
            text = (
                translate("Timeline", "{nick} left the room: {text}")
                if reason
                else translate("Timeline", "{nick} left the room")
            )
        case EntryKind.QUIT:
            text = (
                translate("Timeline", "{nick} went offline: {text}")
                if reason
                else translate("Timeline", "{nick} went offline")
            )
        case EntryKind.KICK if reason:
            text = translate("Timeline", "{nick} removed {target}: {text}")
        case EntryKind.KICK:
            text = translate("Timeline", "{nick} removed {target}")
        case EntryKind.NICK:
            text = translate("Timeline", "{nick} is now {target}")
        case EntryKind.TOPIC if reason:
            text = translate("Timeline", "{nick} set the topic: {text}")
        case EntryKind.TOPIC:
            text = translate("Timeline", "{nick} removed the topic")
        case EntryKind.INVITE:
            text = translate("Timeline", "{nick} invites you to {text}")
        case EntryKind.MODE:
            text = translate("Timeline", "{nick} changed the room: {text}")
        case _:
            text = "{text}"
    return text.format(**said)


def condensed_text(run: Sequence[Entry]) -> str:
    """One sentence for people who come and go one after another: of each, what it comes to."""
    if len(run) == 1:
        return notice_text(run[0])
    came: dict[str, tuple[bool, bool]] = {}  # whether they came first, and last
    for entry in run:
        if entry.kind is not EntryKind.NICK:
            now = entry.kind is EntryKind.JOIN
            came[entry.nick] = (came.get(entry.nick, (now, now))[0], now)
    groups: dict[object, list[str]] = {}
    for entry in run:
        if entry.kind is EntryKind.NICK:
            groups[entry.id] = [notice_text(entry)]
        elif entry.nick in came:
            groups.setdefault(came.pop(entry.nick), []).append(shown_name(entry.nick))
    return " · ".join(_group_text(how, names) for how, names in groups.items())


def _group_text(how: object, names: list[str]) -> str:
    listed, count = ", ".join(names[:_NAMES_MAX]), len(names)
    if count > _NAMES_MAX:
        listed += ", " + _counts.more_text(count - _NAMES_MAX)
    match how:
        case (True, True):
            text = _counts.joined_text(count)
        case (False, False):
            text = _counts.left_text(count)
        case (True, False):
            text = _counts.came_and_went(count)
        case (False, True):
            text = _counts.came_back(count)
        case _:
            return names[0]
    return text.format(names=listed)


def state_words(state: DeliveryState) -> tuple[str, str]:
    """(what is the matter, what can be done) with an own entry that did not get through; empty otherwise."""
    if state is DeliveryState.FAILED:
        return QCoreApplication.translate("Timeline", "Not sent"), QCoreApplication.translate("Timeline", "Retry")
    if state is DeliveryState.UNSURE:
        return QCoreApplication.translate("Timeline", "Maybe sent"), QCoreApplication.translate(
            "Timeline", "Send again"
        )
    return "", ""


def deleted_text() -> str:
    """In place of what was said and taken back."""
    return QCoreApplication.translate("Timeline", "This message was deleted")


def quoted_text(answered: Entry | None) -> str:
    """What is answered, in one line: its beginning, or that it is not here."""
    if answered is None:
        return QCoreApplication.translate("Timeline", "A message that is not here")
    if answered.kind is EntryKind.DELETED:
        return deleted_text()
    return formatting.one_line_preview(answered.text, _QUOTED)


def not_here() -> str:
    """Told when what is answered cannot be shown."""
    return QCoreApplication.translate("Timeline", "What was answered here was never received.")


def edited_mark() -> str:
    """Behind what was corrected after it was said."""
    return QCoreApplication.translate("Timeline", "(edited)")


def join_words() -> str:
    """Below an invitation."""
    return QCoreApplication.translate("Timeline", "Join")


def only_for(target: str) -> str:
    """Beside the name of a person whose words only some people of a room can read (`@#room`)."""
    return QCoreApplication.translate("Timeline", "only for {0}").format(target)


def show_more() -> str:
    return QCoreApplication.translate("Timeline", "Show more")


def new_mark() -> str:
    """On the line between what was read and what was not."""
    return QCoreApplication.translate("Timeline", "New")


def notice_mark() -> str:
    """Beside the name of a person who sent a NOTICE."""
    return QCoreApplication.translate("Timeline", "notice")


def new_entries(count: int) -> str:
    """On the pill: what came while one was reading further up."""
    return _counts.new_text(count) if count else QCoreApplication.translate("Timeline", "Go to the newest")


def copy_cut(limit: int) -> str:
    """Told when a selection is longer than what is copied at once."""
    text = QCoreApplication.translate("Timeline", "Only the first {limit} messages were copied.")
    return text.format(limit=QLocale().toString(limit))


def many_new(count: int) -> str:
    """Announced instead of the messages when many came at once."""
    return _counts.new_messages(count)


def spoken_text(entry: Entry, shown: str) -> str:
    """What a screen reader says for an entry that shows this text."""
    translate = QCoreApplication.translate
    if entry.kind in (EntryKind.MESSAGE, EntryKind.NOTICE, EntryKind.DELETED):
        said = translate("Timeline", "{nick}, {time}: {text}").format(
            nick=shown_name(entry.nick), time=clock_text(entry.time), text=shown
        )
    else:
        said = translate("Timeline", "{time}: {text}").format(time=clock_text(entry.time), text=shown)
    pending = translate("Timeline", "being sent") if entry.state is DeliveryState.PENDING else ""
    edited = edited_mark() if entry.edited_at else ""
    return ". ".join(part for part in (said, edited, pending or state_words(entry.state)[0]) if part)
