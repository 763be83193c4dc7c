"""The columns of the people table: a row for each, used by model, filter, table and delegate. GUI thread."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from enum import Enum, IntEnum, auto

from PySide6.QtCore import QCoreApplication, Qt

from desktop_chat.client.profiles import is_written_form, name_text
from desktop_chat.client.safe_display import shown_name
from desktop_chat.net.control_values import UserRow
from desktop_chat.qt.i18n.durations import duration_text
from desktop_chat.qt.launcher import strings
from desktop_chat.texts import QT_TRANSLATE_NOOP

Words = Callable[[UserRow, int], str]
"""Makes a text of a user and the clock (Unix ms)."""


class CellStyle(Enum):
    """How the delegate paints a cell."""

    TEXT = auto()
    NAME = auto()
    """An avatar, the name, and a second line."""
    LOCK = auto()


def name_in_words(user: UserRow) -> str:
    """Return the name of a user as windows show it."""
    written = user.written or (user.realname if is_written_form(user.realname, user.nick) else "")
    return name_text(written, user.nick) if written else shown_name(user.nick)


def detail_in_words(user: UserRow) -> str:
    """Return the line below the name: the role, or else the nick or the other name."""
    name, nick = name_in_words(user), shown_name(user.nick)
    if role := role_in_words(user):
        return role
    if nick not in name:
        return nick
    return user.realname if user.realname not in (name, user.nick) else ""


def _no_tip(_user: UserRow, _now: int) -> str:
    return ""


def _no_words(_user: UserRow) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class PeopleColumn:
    """A column: title, texts, sort key, place and look."""

    title: str
    """English; `column_title` translates it."""
    text: Words
    sort_key: Callable[[UserRow], str | int]
    _: KW_ONLY
    tip: Words = _no_tip
    """Shown under the mouse and read aloud in place of the text; "" for none."""
    searched: Callable[[UserRow], tuple[str, ...]] = _no_words
    """Texts of the column in which the search field looks."""
    width: int = 0
    """Pixels; 0: the column takes the rest."""
    shown_from: int = 0
    """Pixels of the table below which the column is hidden."""
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    header_align: Qt.AlignmentFlag | None = None
    """None: as `align`."""
    style: CellStyle = CellStyle.TEXT
    follows_clock: bool = False
    """The text changes with time alone."""


def _name_tip(user: UserRow, _now: int) -> str:
    parts = (name_in_words(user), shown_name(user.nick), user.realname, role_in_words(user))
    return "\n".join(dict.fromkeys(filter(None, parts)))


def _account_tip(user: UserRow, _now: int) -> str:
    if not user.account:
        return QCoreApplication.translate("PeopleModel", "Guest: no account")
    return QCoreApplication.translate("PeopleModel", "Account {name}").format(name=shown_name(user.account))


def _rooms_text(user: UserRow, _now: int) -> str:
    return ", ".join(user.rooms)


def _address_text(user: UserRow, _now: int) -> str:
    return user.host


def _address_key(user: UserRow) -> str:
    """Sort IPv4 before IPv6 before names, addresses by number."""
    try:
        address = ipaddress.ip_address(user.host.partition("%")[0])
    except ValueError:
        return f"9 {user.host}"
    return f"{address.version} {int(address):040d}"


def _secure_tip(user: UserRow, _now: int) -> str:
    if user.secure:
        return QCoreApplication.translate("PeopleModel", "Encrypted")
    return QCoreApplication.translate("PeopleModel", "Not encrypted")


class Column(IntEnum):
    """The columns in their order. The value is the index in the model, `row` the PeopleColumn."""

    row: PeopleColumn

    def __new__(cls, row: PeopleColumn) -> Column:
        member = int.__new__(cls, len(cls.__members__))
        member._value_ = len(cls.__members__)
        member.row = row
        return member

    NAME = PeopleColumn(
        QT_TRANSLATE_NOOP("PeopleModel", "Name"),
        text=lambda user, _now: name_in_words(user),
        sort_key=lambda user: name_in_words(user).casefold(),
        tip=_name_tip,
        searched=lambda user: (user.nick, user.realname, user.account, user.written),
        style=CellStyle.NAME,
    )
    ACCOUNT = PeopleColumn(
        QT_TRANSLATE_NOOP("PeopleModel", "Account"),
        text=lambda user, _now: shown_name(user.account) if user.account else "—",
        sort_key=lambda user: (user.account or "\U0010ffff").casefold(),
        tip=_account_tip,
        width=110,
        shown_from=720,
    )
    ROOMS = PeopleColumn(
        QT_TRANSLATE_NOOP("PeopleModel", "Rooms"),
        text=_rooms_text,
        sort_key=lambda user: len(user.rooms),
        tip=_rooms_text,
        searched=lambda user: user.rooms,
        width=130,
        shown_from=560,
    )
    ADDRESS = PeopleColumn(
        QT_TRANSLATE_NOOP("PeopleModel", "Address"),
        text=_address_text,
        sort_key=_address_key,
        tip=_address_text,
        searched=lambda user: (user.host,),
        width=124,
        shown_from=420,
    )
    SINCE = PeopleColumn(
        QT_TRANSLATE_NOOP("PeopleModel", "Online"),
        text=lambda user, now: duration_text((now - user.since) // 1000),
        sort_key=lambda user: -user.since,
        tip=lambda user, now: strings.moment_text(user.since, now),
        width=100,
        shown_from=860,
        align=Qt.AlignmentFlag.AlignRight,
        follows_clock=True,
    )
    IDLE = PeopleColumn(
        QT_TRANSLATE_NOOP("PeopleModel", "Idle"),
        text=lambda user, now: strings.idle_text((now - user.active) // 1000),
        sort_key=lambda user: -user.active,
        width=100,
        align=Qt.AlignmentFlag.AlignRight,
        follows_clock=True,
    )
    RATE = PeopleColumn(
        QT_TRANSLATE_NOOP("PeopleModel", "Per minute"),
        text=lambda user, _now: strings.number_text(user.rate),
        sort_key=lambda user: user.rate,
        width=96,
        shown_from=640,
        align=Qt.AlignmentFlag.AlignRight,
    )
    SECURE = PeopleColumn(
        QT_TRANSLATE_NOOP("PeopleModel", "TLS"),
        text=lambda _user, _now: "",
        sort_key=lambda user: int(user.secure),
        tip=_secure_tip,
        width=56,
        header_align=Qt.AlignmentFlag.AlignCenter,
        style=CellStyle.LOCK,
    )


COLUMNS = tuple(Column)
"""The columns by their index."""


def column_title(column: Column) -> str:
    return QCoreApplication.translate("PeopleModel", column.row.title)


def role_in_words(user: UserRow) -> str:
    """Return `Owner`, `Operator` or `Moderator`, `Muted`, `Away`; "" for other people."""
    translate = QCoreApplication.translate
    parts: list[str] = []
    if user.role == "owner":
        parts.append(translate("Launcher", "Owner"))
    elif user.role == "operator":
        parts.append(translate("Launcher", "Operator"))
    elif user.moderator:
        parts.append(translate("Launcher", "Moderator"))
    if user.muted:
        parts.append(translate("Launcher", "Muted"))
    if user.away:
        parts.append(translate("Launcher", "Away"))
    return " · ".join(parts)
