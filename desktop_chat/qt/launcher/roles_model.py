"""The roles of people in the hosted chat as a list model with a search. GUI thread."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt

from desktop_chat.client.safe_display import shown_name
from desktop_chat.net.control_values import RoleRow
from desktop_chat.qt.launcher.two_line_delegate import DETAILS_ROLE, ICON_ROLE
from desktop_chat.qt.models.item_list import ItemListModel

ROLE_ROLE = Qt.ItemDataRole.UserRole
"""The RoleRow."""
_ICONS: Mapping[str, str] = {
    "owner": "crown",
    "computer": "crown",
    "owner_link": "link",
    "operator": "key",
    "founder": "shield",
    "moderator": "shield",
}
_ORDER = tuple(_ICONS)


class RolesModel(ItemListModel[RoleRow]):
    """The roles whose person or room contains the searched text: owner, operators, then by room."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roles: list[RoleRow] = []
        self._searched = ""

    @property
    def role_count(self) -> int:
        """The number of roles, found or not."""
        return len(self._roles)

    def set_roles(self, roles: tuple[RoleRow, ...]) -> None:
        """Replace all roles."""
        self._roles = sorted(roles, key=_order_of)
        self._search()

    def set_search_text(self, text: str) -> None:
        self._searched = text.casefold()
        self._search()

    def _search(self) -> None:
        self.set_items([role for role in self._roles if self._searched in f"{role.name}\n{role.room}".casefold()])

    def row_of(self, wanted: RoleRow) -> int:
        """Return the row of the same role, -1 if it is not shown."""
        place = (wanted.name, wanted.identity, wanted.room)
        return next((row for row, role in enumerate(self.items) if (role.name, role.identity, role.room) == place), -1)

    def item_data(self, item: RoleRow, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.name_text(item)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.name_text(item)}, {self.details_text(item)}"
            case _ if role == DETAILS_ROLE:
                return self.details_text(item)
            case _ if role == ICON_ROLE:
                return _ICONS.get(item.role, "user")
        return item if role == ROLE_ROLE else None

    def name_text(self, item: RoleRow) -> str:
        """Return the name of the person or thing."""
        return self.tr("Link for your second computer") if item.role == "owner_link" else shown_name(item.name)

    def details_text(self, item: RoleRow) -> str:
        """Return the role, the kind of person, and whether the person is here."""
        if item.role == "owner_link":
            return self.tr("Valid once, within a day")
        parts = [self._role_text(item)]
        if item.role in ("founder", "moderator"):
            parts.append(self.tr("account") if item.account else self.tr("guest"))
        parts.append(self.tr("here now") if item.online else self.tr("not here"))
        return " · ".join(parts)

    def _role_text(self, item: RoleRow) -> str:
        match item.role:
            case "owner":
                return self.tr("Owner of the chat")
            case "computer":
                key = " ".join(item.identity[start : start + 4] for start in range(0, 16, 4))
                return self.tr("Your further computer, key {key}").format(key=key)
            case "operator":
                return self.tr("Operator: may do everything until leaving")
            case "founder":
                return self.tr("Founder of {room}").format(room=shown_name(item.room))
        return self.tr("Moderator in {room}").format(room=shown_name(item.room))


def _order_of(role: RoleRow) -> tuple[int, str, int, str]:
    rank = _ORDER.index(role.role) if role.role in _ORDER else len(_ORDER)
    return (min(rank, 4), role.room.casefold(), rank, role.name.casefold())
