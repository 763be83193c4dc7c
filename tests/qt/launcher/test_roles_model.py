"""The list of roles: order, search, and words."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_chat.qt.launcher.roles_model import RolesModel
from desktop_chat.qt.launcher.two_line_delegate import DETAILS_ROLE, ICON_ROLE
from tests.qt.launcher import example_rows


def _model() -> RolesModel:
    model = RolesModel()
    model.set_roles(tuple(reversed(example_rows.roles())))
    return model


def test_owner_is_first_and_rooms_follow() -> None:
    model = _model()
    shown = [(role.name, role.room) for role in model.items]
    assert shown[:2] == [("ann", ""), ("Дарья", "")]
    assert [room for _, room in shown[2:]] == ["#games", "#games", "#lobby", "#lobby"]
    assert shown[2] == ("cid", "#games"), "the founder comes before the moderators"
    assert model.row_of(example_rows.roles()[3]) == 5


def test_search_looks_for_people_and_rooms() -> None:
    model = _model()
    model.set_search_text("GAMES")
    assert [role.name for role in model.items] == ["cid", "finn"]
    assert (model.role_count, model.row_of(example_rows.roles()[3])) == (6, -1)


def test_a_role_is_told_in_words() -> None:
    model = _model()
    assert model.index(0).data(DETAILS_ROLE) == "Owner of the chat · here now"
    assert model.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "cid, Founder of #games · guest · not here"
    assert [model.index(row).data(ICON_ROLE) for row in range(3)] == ["crown", "key", "shield"]
