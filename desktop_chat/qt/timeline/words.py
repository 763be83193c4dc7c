"""The words of a timeline: what notices say, times and days, what is read aloud. All of it goes through translation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from desktop_chat.client.entry import Entry, Kind, State
from desktop_chat.irc import formatting

_LAST_MS = 253_402_214_400_000  # the end of the year 9999: no calendar goes further
_NAMES_MAX = 4


def moment(time: int) -> datetime:
    """Local time of Unix milliseconds; what no calendar holds becomes the nearest that it does."""
    return datetime.fromtimestamp(min(max(time, 86_400_000), _LAST_MS) / 1000)


@lru_cache(maxsize=4096)
def _day_of_hour(hour: int) -> int:
    return moment(hour * 900_000).toordinal()


def day(time: int) -> int:
    """The number of the local day."""
    return _day_of_hour(time // 900_000)  # a quarter of an hour never spans two days, in any zone


@lru_cache(maxsize=4096)
def _clock(minute: int) -> str:
    local = moment(minute * 60_000)
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def clock(time: int) -> str:
    """The time of day, short, as this computer writes it."""
    return _clock(time // 60_000)


def day_name(time: int) -> str:
    """Today, Yesterday, or the date in full."""
    passed = datetime.now().toordinal() - day(time)
    if passed == 0:
        return QCoreApplication.translate("Timeline", "Today")
    if passed == 1:
        return QCoreApplication.translate("Timeline", "Yesterday")
    local = moment(time)
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)


def full_time(time: int) -> str:
    """Date and time, for tooltips."""
    local = moment(time)
    date = QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
    return f"{date} {clock(time)}"


def notice(entry: Entry) -> str:
    """The sentence of one notice of the room."""
    said = {"nick": entry.nick, "target": entry.target, "text": formatting.plain(entry.text)}
    tr = QCoreApplication.translate
    reason = bool(entry.text)
    match entry.kind:
        case Kind.JOIN:
            text = tr("Timeline", "{nick} joined")
        case Kind.PART:
            text = tr("Timeline", "{nick} left the room: {text}") if reason else tr("Timeline", "{nick} left the room")
        case Kind.QUIT:
            text = tr("Timeline", "{nick} went offline: {text}") if reason else tr("Timeline", "{nick} went offline")
        case Kind.KICK if reason:
            text = tr("Timeline", "{nick} removed {target}: {text}")
        case Kind.KICK:
            text = tr("Timeline", "{nick} removed {target}")
        case Kind.NICK:
            text = tr("Timeline", "{nick} is now {target}")
        case Kind.TOPIC if reason:
            text = tr("Timeline", "{nick} set the topic: {text}")
        case Kind.TOPIC:
            text = tr("Timeline", "{nick} removed the topic")
        case Kind.MODE:
            text = tr("Timeline", "{nick} changed the room: {text}")
        case _:
            text = "{text}"
    return text.format(**said)


def condensed(run: Sequence[Entry]) -> str:
    """One sentence for people who come and go one after another."""
    if len(run) == 1:
        return notice(run[0])
    groups: list[tuple[Kind, list[str]]] = []
    for entry in run:
        if entry.kind is Kind.NICK:
            groups.append((Kind.NICK, [notice(entry)]))
            continue
        kind = Kind.JOIN if entry.kind is Kind.JOIN else Kind.PART
        names = next((names for known, names in groups if known is kind), None)
        if names is None:
            groups.append((kind, [entry.nick]))
        elif entry.nick not in names:
            names.append(entry.nick)
    return " · ".join(_group(kind, names) for kind, names in groups)


def _group(kind: Kind, names: list[str]) -> str:
    if kind is Kind.NICK:
        return names[0]
    tr = QCoreApplication.translate
    listed = _listed(names)
    if kind is Kind.JOIN:
        return tr("Timeline", "{names} joined", None, len(names)).format(names=listed)
    return tr("Timeline", "{names} left", None, len(names)).format(names=listed)


def _listed(names: list[str]) -> str:
    if len(names) <= _NAMES_MAX:
        return ", ".join(names)
    more = QCoreApplication.translate("Timeline", "%n more", None, len(names) - _NAMES_MAX)
    return ", ".join([*names[:_NAMES_MAX], more])


def state_words(state: State) -> tuple[str, str]:
    """(what is the matter, what can be done) with an own entry that did not get through; empty otherwise."""
    if state is State.FAILED:
        return QCoreApplication.translate("Timeline", "Not sent"), QCoreApplication.translate("Timeline", "Retry")
    if state is State.UNSURE:
        return QCoreApplication.translate("Timeline", "Maybe sent"), QCoreApplication.translate(
            "Timeline", "Send again"
        )
    return "", ""


def show_more() -> str:
    return QCoreApplication.translate("Timeline", "Show more")


def new_mark() -> str:
    """On the line between what was read and what was not."""
    return QCoreApplication.translate("Timeline", "New")


def notice_mark() -> str:
    """Beside the name of somebody who sent a NOTICE."""
    return QCoreApplication.translate("Timeline", "notice")


def new_entries(count: int) -> str:
    """On the pill: what came while one was reading further up."""
    if count:
        return QCoreApplication.translate("Timeline", "%n new", None, count)
    return QCoreApplication.translate("Timeline", "Go to the newest")


def copy_cut(limit: int) -> str:
    """Told when a selection is longer than what is copied at once."""
    text = QCoreApplication.translate("Timeline", "Only the first {limit} messages were copied.")
    return text.format(limit=QLocale().toString(limit))


def many_new(count: int) -> str:
    """Announced instead of the messages when many came at once."""
    return QCoreApplication.translate("Timeline", "%n new messages", None, count)


def aloud(entry: Entry, shown: str) -> str:
    """What a screen reader says for an entry that shows this text."""
    tr = QCoreApplication.translate
    if entry.kind in (Kind.MESSAGE, Kind.NOTICE):
        said = tr("Timeline", "{nick}, {time}: {text}").format(nick=entry.nick, time=clock(entry.time), text=shown)
    else:
        said = tr("Timeline", "{time}: {text}").format(time=clock(entry.time), text=shown)
    pending = tr("Timeline", "being sent") if entry.state is State.PENDING else ""
    return ". ".join(part for part in (said, pending or state_words(entry.state)[0]) if part)
