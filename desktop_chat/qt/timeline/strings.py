"""The texts of a timeline, all translated: notices, times and days, and sentences for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, QTime

from desktop_chat.client import server_texts, shown_file
from desktop_chat.client.entry import CALLS, DeliveryState, Entry, EntryKind
from desktop_chat.client.mentions import name_people
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc import formatting
from desktop_chat.irc.message import NO_TAGS
from desktop_chat.irc.server_time import parse_time
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.timeline import file_texts, mode_texts
from desktop_chat.qt.timeline.chips import spoken_reactions
from desktop_chat.qt.timeline.row_plan import Names

_LAST_MS = 253_402_214_400_000  # the end of the year 9999, the last year of Python's calendar
_NAMES_MAX = 4
_QUOTED = 400
"""Characters of a quote, more than fit on a line."""


class Counts(QObject):
    """Texts with numbers. A QObject, because Qt's tools find plurals only in calls of `self.tr`.

    One person has a text of their own: the plural of 21 people is the singular form in some languages.
    """

    def joined_text(self, count: int) -> str:
        return self.tr("{names} joined", "one person") if count == 1 else self.tr("{names} joined", "", count)

    def left_text(self, count: int) -> str:
        return self.tr("{names} left", "one person") if count == 1 else self.tr("{names} left", "", count)

    def came_and_went(self, count: int) -> str:
        if count == 1:
            return self.tr("{names} joined and left", "one person")
        return self.tr("{names} joined and left", "", count)

    def came_back(self, count: int) -> str:
        if count == 1:
            return self.tr("{names} left and came back", "one person")
        return self.tr("{names} left and came back", "", count)

    def more_text(self, count: int) -> str:
        return self.tr("%n more", "", count)

    def new_text(self, count: int) -> str:
        return self.tr("%n new", "", count)

    def new_messages(self, count: int) -> str:
        return self.tr("%n new messages", "", count)


_counts = Counts()


def local_moment(time: int) -> datetime:
    """Return the local time of Unix ms, limited to the years of Python's calendar."""
    return datetime.fromtimestamp(min(max(time, 86_400_000), _LAST_MS) / 1000)


@lru_cache(maxsize=4096)
def _day_of_hour(hour: int) -> int:
    return local_moment(hour * 900_000).toordinal()


def local_day(time: int) -> int:
    """Return the number of the local day of a time in Unix ms."""
    return _day_of_hour(time // 900_000)  # a quarter of an hour never spans two days, in any zone


_CLOCKS = {"24": "HH:mm", "12": "h:mm AP"}


@lru_cache(maxsize=4096)
def _clock_text(minute: int, form: str) -> str:
    local = local_moment(minute * 60_000)
    time = QTime(local.hour, local.minute)
    known = _CLOCKS.get(form)
    return QLocale().toString(time, known) if known else QLocale().toString(time, QLocale.FormatType.ShortFormat)


def clock_text(time: int) -> str:
    """Return the time of day in the form that the person chose, or else in the short form of the locale."""
    return _clock_text(time // 60_000, appearance().choices.clock)


def forget_language() -> None:
    """Have all times written anew, in the present language."""
    _clock_text.cache_clear()


def today() -> int:
    """Return the number of the current local day."""
    return datetime.now().toordinal()


def short_time_text(time: int) -> str:
    """Return the time of day for today, and a short date for every other day."""
    if local_day(time) == today():
        return clock_text(time)
    local = local_moment(time)
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)


def day_name(time: int) -> str:
    """Return Today, Yesterday, or the full date."""
    passed = today() - local_day(time)
    if passed == 0:
        return QCoreApplication.translate("Timeline", "Today")
    if passed == 1:
        return QCoreApplication.translate("Timeline", "Yesterday")
    local = local_moment(time)
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)


def full_time(time: int) -> str:
    """Return date and time, for tooltips."""
    local = local_moment(time)
    date = QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
    return f"{date} {clock_text(time)}"


def date_text(entry: Entry) -> str:
    """Return date and time of an entry and, if it was edited, of the edit."""
    said, edited = full_time(entry.time), parse_time(entry.edited_at) or 0
    if not edited:
        return said
    return QCoreApplication.translate("Timeline", "{said}, edited {edited}").format(
        said=said, edited=clock_text(edited) if local_day(edited) == local_day(entry.time) else full_time(edited)
    )


def notice_text(entry: Entry, names: Names = shown_name) -> str:
    """Return the sentence of a notice of the room."""
    shown = shown_name if entry.kind is EntryKind.NICK else names  # the nicks are what has changed
    text = formatting.strip_formatting(entry.text)
    said = {
        "nick": shown(entry.nick) if "." not in entry.nick else QCoreApplication.translate("Timeline", "The server"),
        "target": shown(entry.target),
        "text": mode_texts.mode_text(text, names) if entry.kind is EntryKind.MODE else text,
    }
    if entry.kind is EntryKind.QUIT:
        said["text"] = translate_text(server_texts.quit_reason_of(said["text"]))
    translate = QCoreApplication.translate
    reason = bool(said["text"])
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
            text = translate("Timeline", "{nick} kicked {target}: {text}")
        case EntryKind.KICK:
            text = translate("Timeline", "{nick} kicked {target}")
        case EntryKind.NICK:
            text = translate("Timeline", "{nick} is now {target}")
        case EntryKind.TOPIC if reason:
            text = translate("Timeline", "{nick} set the topic: {text}")
        case EntryKind.TOPIC:
            text = translate("Timeline", "{nick} removed the topic")
        case EntryKind.INVITE | EntryKind.KNOCK:
            text = _call_template(entry.kind, reason=reason)
        case EntryKind.MODE:
            text = translate("Timeline", "{nick} changed the room: {text}")
        case _:
            text = "{text}"
    return text.format(**said)


def _call_template(kind: EntryKind, *, reason: bool) -> str:
    translate = QCoreApplication.translate
    if kind is EntryKind.INVITE:
        return translate("Timeline", "{nick} invites you to {text}")
    if reason:
        return translate("Timeline", "{nick} asks to be let in: {text}")
    return translate("Timeline", "{nick} asks to be let in")


def condensed_text(run: Sequence[Entry], names: Names = shown_name) -> str:
    """Return one sentence for a run of joins, parts, quits and nick changes, with the net effect for each person."""
    if len(run) == 1:
        return notice_text(run[0], names)
    came: dict[str, tuple[bool, bool]] = {}  # nick -> (first event is a join, last event is a join)
    for entry in run:
        if entry.kind is not EntryKind.NICK:
            now = entry.kind is EntryKind.JOIN
            came[entry.nick] = (came.get(entry.nick, (now, now))[0], now)
    groups: dict[object, list[str]] = {}
    for entry in run:
        if entry.kind is EntryKind.NICK:
            groups[entry.id] = [notice_text(entry)]
        elif entry.nick in came:
            groups.setdefault(came.pop(entry.nick), []).append(names(entry.nick))
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
    """Return (problem, remedy) of an own entry that was not delivered; empty texts for other states."""
    if state is DeliveryState.FAILED:
        return QCoreApplication.translate("Timeline", "Not sent"), QCoreApplication.translate("Timeline", "Retry")
    if state is DeliveryState.UNSURE:
        return QCoreApplication.translate("Timeline", "Maybe sent"), QCoreApplication.translate(
            "Timeline", "Send again"
        )
    return "", ""


def removal_words() -> str:
    """Return the caption of the removal of an own entry that was not delivered."""
    return QCoreApplication.translate("Timeline", "Delete")


def deleted_text() -> str:
    """Return the text in place of a deleted message."""
    return QCoreApplication.translate("Timeline", "This message was deleted")


def quoted_text(answered: Entry | None, names: Names = shown_name) -> str:
    """Return the beginning of the original message of a reply, in one line."""
    if answered is None:
        return QCoreApplication.translate("Timeline", "Message not available")
    if answered.kind is EntryKind.DELETED:
        return deleted_text()
    return preview_text(answered, _QUOTED, names)


def preview_text(entry: Entry, limit: int, names: Names = shown_name) -> str:
    """Return the beginning of a message in one line: of a file its caption or its name, never its link."""
    file = shown_file.find_file(entry) if entry.tags is not NO_TAGS else None
    if entry.kind in CALLS:
        return formatting.one_line_preview(notice_text(entry, names), limit)
    if file is None:
        return name_people(formatting.one_line_preview(entry.text, limit), names)
    caption = name_people(formatting.one_line_preview(file.caption, limit), names)
    return caption or file_texts.spoken_file(file)


def not_here() -> str:
    """Return the toast for a reply whose original message is missing."""
    return QCoreApplication.translate("Timeline", "The original message was never received.")


def edited_mark() -> str:
    """Return the mark after an edited message."""
    return QCoreApplication.translate("Timeline", "(edited)")


def versions_unknown() -> str:
    """Return why the earlier texts of an edited message cannot be shown."""
    return QCoreApplication.translate("Timeline", "The earlier text was not received here")


def block_mark(*, is_code: bool) -> str:
    """Return the words of a screen reader in front of code or a quote."""
    text = (
        QCoreApplication.translate("Timeline", "Code:") if is_code else QCoreApplication.translate("Timeline", "Quote:")
    )
    return f"{text} "


def copy_code_words() -> str:
    """Return the text of the button above code."""
    return QCoreApplication.translate("Timeline", "Copy")


def code_copied() -> str:
    """Return the toast after the button was pressed."""
    return QCoreApplication.translate("Timeline", "The code was copied.")


def spoiler_mark() -> str:
    """Return what a screen reader says in place of a spoiler."""
    return QCoreApplication.translate("Timeline", "(hidden: a spoiler)")


def join_words() -> str:
    """Return the text of the action below an invitation."""
    return QCoreApplication.translate("Timeline", "Join")


def let_in_words() -> str:
    """Return the text of the action below a knock."""
    return QCoreApplication.translate("Timeline", "Let in")


def only_for(target: str) -> str:
    """Return the mark of a message that only people with a role can read (sent to `@#room`)."""
    return QCoreApplication.translate("Timeline", "only for {0}").format(target)


def show_more() -> str:
    return QCoreApplication.translate("Timeline", "Show more")


def new_mark() -> str:
    """Return the text of the line above the first unread entry."""
    return QCoreApplication.translate("Timeline", "New")


def notice_mark() -> str:
    """Return the mark of a message that was sent as NOTICE."""
    return QCoreApplication.translate("Timeline", "notice")


def new_entries(count: int) -> str:
    """Return the text of the pill for a number of new entries."""
    return _counts.new_text(count) if count else QCoreApplication.translate("Timeline", "Go to the newest")


def copy_cut(limit: int) -> str:
    """Return the toast for a selection over the limit."""
    text = QCoreApplication.translate("Timeline", "Only the first {limit} messages were copied.")
    return text.format(limit=QLocale().toString(limit))


def many_new(count: int) -> str:
    """Return the announcement for many messages at once."""
    return _counts.new_messages(count)


def spoken_text(entry: Entry, shown: str, names: Names = shown_name) -> str:
    """Return the sentence of a screen reader for an entry; `shown` is the visible text of the entry."""
    translate = QCoreApplication.translate
    if entry.kind in (EntryKind.MESSAGE, EntryKind.NOTICE, EntryKind.DELETED):
        said = translate("Timeline", "{nick}, {time}: {text}").format(
            nick=names(entry.nick), time=clock_text(entry.time), text=shown
        )
    else:
        said = translate("Timeline", "{time}: {text}").format(time=clock_text(entry.time), text=shown)
    pending = translate("Timeline", "being sent") if entry.state is DeliveryState.PENDING else ""
    edited = edited_mark() if entry.edited_at else ""
    parts = (said, edited, pending or state_words(entry.state)[0], spoken_reactions(entry, names))
    return ". ".join(part for part in parts if part)
