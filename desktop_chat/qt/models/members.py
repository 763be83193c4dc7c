"""MembersModel: the people of one room by role, for the list beside the timeline. Thread: GUI."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_chat.client.events import Member
from desktop_chat.client.profiles import PRONOUNS, STATUS
from desktop_chat.client.safe_display import is_mixed, shown_name
from desktop_chat.irc.metadata_keys import CONNECTION, UNENCRYPTED
from desktop_chat.irc.names import fold_name
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

_RANKS = "~&@%+"
"""The known role prefixes, highest first: owner, administrator, operator, half-operator, voice."""
NameOf = Callable[[str], str]
ProfileOf = Callable[[str], Mapping[str, str]]
IsMuted = Callable[[str], bool]
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MemberRole(IntEnum):
    """Data roles of a row. A row is a heading (MEMBER is None) or a person."""

    MEMBER = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2  # the number of people below a heading
    MUTED = Qt.ItemDataRole.UserRole + 4  # whether the person may not speak in the room
    UNENCRYPTED = Qt.ItemDataRole.UserRole + 3  # whether a connection of the person is not encrypted


class MembersModel(QAbstractListModel):
    """A flat list: a heading for each role in use, followed by its people sorted by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: list[list[Member]] = [[] for _ in range(len(_RANKS) + 1)]
        self._keys: list[list[str]] = [[] for _ in range(len(_RANKS) + 1)]
        self._people: dict[str, Member] = {}
        """All people by key; the sections hold those whom the search finds."""
        self._filter = ""
        self._names: NameOf = shown_name
        self._profiles: ProfileOf = _no_profile
        self._muted: IsMuted = _is_nobody_muted
        self._rank_of: dict[str, int] = {}
        self._counts = [0] * len(self._sections)
        """The numbers in the headings, changed after an insertion: Qt expects other rows to stay the same during it."""

    @property
    def people_count(self) -> int:
        """The number of people in the room."""
        return len(self._people)

    @property
    def found_count(self) -> int:
        """The number of people whom the search finds."""
        return len(self._rank_of)

    def set_filter(self, text: str) -> None:
        """List only people whose nick, name or account contains the text; "" lists everybody."""
        wanted = text.strip().casefold()
        if wanted != self._filter:
            self._filter = wanted
            self._list_people()

    def _is_found(self, member: Member) -> bool:
        names = (member.nick, self._names(member.nick), member.realname, member.account) if self._filter else ()
        return not self._filter or any(self._filter in text.casefold() for text in names)

    def show_names(self, names: NameOf, profiles: ProfileOf, muted: IsMuted) -> None:
        """Show people under the names from the next `set_members` on, and tell their profiles and who is muted."""
        self._names, self._profiles, self._muted = names, profiles, muted

    def refresh_names(self) -> None:
        """Show the names and profiles as they are now."""
        if self._filter:
            self._list_people()
        else:
            self.refresh_signs()

    def refresh_signs(self) -> None:
        """Show who is muted now."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def set_members(self, members: Iterable[Member]) -> None:
        """Replace all people."""
        self._people = {}
        for member in members:
            if member.nick:
                self._people.setdefault(fold_name(member.nick), member)
        self._list_people()

    def _list_people(self) -> None:
        self.beginResetModel()
        self._sections = [[] for _ in self._sections]
        self._rank_of = {}
        self._keys = [[] for _ in self._sections]
        for key in sorted(self._people):  # one pass: a server may name tens of thousands at once
            member = self._people[key]
            if self._is_found(member):
                rank = self._rank_of[key] = _rank_of(member)
                self._sections[rank].append(member)
                self._keys[rank].append(key)
        self._counts = [len(section) for section in self._sections]
        self.endResetModel()

    def add_member(self, member: Member) -> None:
        """Add a person, or change the person of the same nick."""
        key, rank = fold_name(member.nick), _rank_of(member)
        if key in self._rank_of:
            self.change_member(member.nick, member)
            return
        self._people[key] = member
        if not self._is_found(member):
            return
        place = bisect_left(self._keys[rank], key)
        first = self._first_row_of(rank)
        alone = not self._sections[rank]
        rows = (first, first + 1) if alone else (first + 1 + place, first + 1 + place)
        if alone:
            self._counts[rank] = 1
        self.beginInsertRows(_NOWHERE, *rows)
        self._sections[rank].insert(place, member)
        self._keys[rank].insert(place, key)
        self._rank_of[key] = rank
        self.endInsertRows()
        if not alone:
            self._heading_changed(rank)

    def remove_member(self, nick: str) -> None:
        """Remove a person; unknown nicks are ignored."""
        key = fold_name(nick)
        self._people.pop(key, None)
        rank = self._rank_of.get(key)
        if rank is None:
            return
        place = bisect_left(self._keys[rank], key)
        first = self._first_row_of(rank)
        last_one = len(self._sections[rank]) == 1
        rows = (first, first + 1) if last_one else (first + 1 + place, first + 1 + place)
        self.beginRemoveRows(_NOWHERE, *rows)
        del self._sections[rank][place], self._keys[rank][place], self._rank_of[key]
        self.endRemoveRows()
        if not last_one:
            self._heading_changed(rank)

    def change_member(self, nick: str, member: Member) -> None:
        """Replace the person `nick` by `member`, who may have another nick, role or away state."""
        key, rank = fold_name(nick), self._rank_of.get(fold_name(nick))
        if rank is None or key != fold_name(member.nick) or rank != _rank_of(member) or not self._is_found(member):
            self.remove_member(nick)
            self.remove_member(member.nick)
            self.add_member(member)
            return
        place = bisect_left(self._keys[rank], key)
        self._people[key] = self._sections[rank][place] = member
        index = self.index(self._first_row_of(rank) + 1 + place)
        self.dataChanged.emit(index, index)

    def row_of(self, nick: str) -> int:
        """Return the row of a person, -1 for an unknown nick."""
        key = fold_name(nick)
        rank = self._rank_of.get(key)
        return -1 if rank is None else self._first_row_of(rank) + 1 + bisect_left(self._keys[rank], key)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else sum(len(section) + 1 for section in self._sections if section)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        content = self._row_content(index.row()) if index.isValid() else None
        if content is None:
            return None
        rank, member = content
        match role:  # what painting asks for stands first
            case MemberRole.MEMBER:
                return member
            case Qt.ItemDataRole.DisplayRole:
                return self._names(member.nick) if member else self.section_title(rank, self._counts[rank])
            case MemberRole.COUNT:
                return self._counts[rank] if member is None else None
            case MemberRole.UNENCRYPTED:
                return member is not None and self._is_unencrypted(member)
            case MemberRole.MUTED:
                return member is not None and self._muted(member.nick)
            case Qt.ItemDataRole.ToolTipRole:
                return literal_text(self._member_details(member), TextSink.TIP) if member else None
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._member_details(member) if member else None
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        content = self._row_content(index.row()) if index.isValid() else None
        if content is None:
            return Qt.ItemFlag.NoItemFlags
        if content[1] is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def section_title(self, rank: int, count: int) -> str:
        """Return the text of a heading."""
        names = (
            self.tr("Owners"),
            self.tr("Administrators"),
            self.tr("Moderators"),
            self.tr("Half-operators"),
            self.tr("With a voice"),
            self.tr("Everybody"),
        )
        return f"{names[rank]} · {count}"

    def _member_details(self, member: Member) -> str:
        name, profile = self._names(member.nick), self._profiles(member.nick)
        lines = list(dict.fromkeys((name, shown_name(member.nick))))
        if is_mixed(member.nick):
            lines.append(self.tr("This name mixes letters of several scripts: it may imitate another."))
        lines += [profile[key] for key in (PRONOUNS, STATUS) if profile.get(key)]
        if member.realname and member.realname not in (member.nick, name):
            lines.append(member.realname)
        if member.account:
            lines.append(self.tr("Account: {0}").format(member.account))
        if member.away:
            lines.append(self.tr("Away"))
        if self._muted(member.nick):
            lines.append(self.tr("Muted in this room"))
        if self._is_unencrypted(member):
            lines.append(self.tr("Not encrypted: others on the way can read what this person reads"))
        return "\n".join(lines)

    def _is_unencrypted(self, member: Member) -> bool:
        return self._profiles(member.nick).get(CONNECTION) == UNENCRYPTED

    def _first_row_of(self, rank: int) -> int:
        """Return the row of the heading of a section, or the row where an empty section would begin."""
        return sum(len(section) + 1 for section in self._sections[:rank] if section)

    def _row_content(self, row: int) -> tuple[int, Member | None] | None:
        """Return (rank, person) of a row; the person is None for a heading. Return None for a row that is not there."""
        for rank, section in enumerate(self._sections):
            if section:
                if row <= len(section):
                    return rank, section[row - 1] if row else None
                row -= len(section) + 1
        return None

    def _heading_changed(self, rank: int) -> None:
        self._counts[rank] = len(self._sections[rank])
        index = self.index(self._first_row_of(rank))
        self.dataChanged.emit(index, index)


def _no_profile(_nick: str) -> Mapping[str, str]:
    return {}


def _is_nobody_muted(_nick: str) -> bool:
    return False


def _rank_of(member: Member) -> int:
    place = _RANKS.find(member.prefixes[:1]) if member.prefixes else -1
    return len(_RANKS) if place < 0 else place
