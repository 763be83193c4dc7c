"""The page of the roles of people in the hosted chat. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from desktop_chat.net.control_values import RoleRow
from desktop_chat.qt.launcher.list_page import ListPage
from desktop_chat.qt.launcher.roles_model import ROLE_ROLE, RolesModel
from desktop_chat.qt.launcher.two_line_delegate import TwoLineDelegate
from desktop_chat.qt.widgets import RowList, ScrollBar, make_button

_OWNERS = ("computer", "owner_link")


class RolesPage(ListPage):
    """Owner, operators, founders and moderators. Moderators are made and removed here, present or absent."""

    moderator_requested = Signal()  # make a moderator
    removal_requested = Signal(object)  # RoleRow
    owner_link_requested = Signal()  # make a link for a second computer of the owner

    def __init__(self) -> None:
        self.model = RolesModel()
        super().__init__(
            RowList(self.model, TwoLineDelegate(), ScrollBar(), self.tr("Roles")), self.tr("Search people and rooms")
        )
        self.add_button = make_button(self.tr("Make moderator…"))
        self.owner_button = make_button(self.tr("Second computer…"))
        self.remove_button = make_button(self.tr("Remove…"), "danger")
        self.remove_action = self.make_action(self.tr("Remove…"), "trash", Qt.Key.Key_Delete)
        self.compose(self.tr("Roles"), (self.remove_button, self.owner_button, self.add_button))
        self.search_field.searched.connect(self.on_searched)
        self.view.selectionModel().currentChanged.connect(self._show_choice)
        self.add_button.clicked.connect(self.moderator_requested)
        self.owner_button.clicked.connect(self.owner_link_requested)
        self.remove_button.clicked.connect(self.on_remove_clicked)
        self.remove_action.triggered.connect(self.on_remove_clicked)
        self._show_state()

    def set_roles(self, roles: tuple[RoleRow, ...]) -> None:
        """Show all roles, and keep the chosen one."""
        chosen = self.chosen_role()
        self.model.set_roles(roles)
        self.choose_row(self.model.row_of(chosen) if chosen is not None else 0)
        self._show_state()

    def set_running(self, *, running: bool) -> None:
        self.running = running
        if not running:
            self.model.set_roles(())
        self._show_state()

    def chosen_role(self) -> RoleRow | None:
        index = self.view.currentIndex()
        return index.data(ROLE_ROLE) if index.isValid() else None

    def _is_removable(self) -> bool:
        role = self.chosen_role()
        return role is not None and bool(role.room or role.role in _OWNERS)

    def on_searched(self, text: str) -> None:
        self.model.set_search_text(text)
        self.choose_row(0)
        self._show_state()

    def on_remove_clicked(self) -> None:
        if self._is_removable():
            self.removal_requested.emit(self.chosen_role())

    def make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.remove_action)
        return menu

    def _show_choice(self) -> None:
        self.remove_button.setEnabled(self._is_removable())
        self.remove_action.setEnabled(self._is_removable())

    def _show_state(self) -> None:
        self.add_button.setEnabled(self.running)
        self.owner_button.setEnabled(self.running)
        self._show_choice()
        self.show_list(
            count=self.model.role_count,
            stopped=self.tr("While it runs, you see here who may do what."),
            nothing=("shield", self.tr("Nobody has a role"), self.tr("Make somebody a moderator of a room.")),
            not_found=(self.tr("Nobody found"), self.tr("Search for a name or a room.")),
        )
