"""The people of a room by role and name, through all changes."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_chat.client.events import Member
from desktop_chat.irc.names import fold_name
from desktop_chat.qt.models.members import MembersModel
from desktop_chat.qt.views.members_panel import MembersPanel
from tests.steps import steps


def rows(model: MembersModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_people_are_listed_below_their_roles(qtmodeltester: ModelTester) -> None:
    model = MembersModel()
    model.set_members(
        [Member("cid"), Member("Bob", "@"), Member("ann", "~@"), Member("Dora", "+"), Member("eve", away=True)]
    )
    assert rows(model) == [
        "Owners · 1", "ann", "Moderators · 1", "Bob", "With a voice · 1", "Dora", "Everybody · 2", "cid", "eve",
    ]  # fmt: skip
    assert model.people_count == 5
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    check: Callable[..., None] = qtmodeltester.check
    check(model)


def test_people_are_added_changed_and_removed(qtmodeltester: ModelTester) -> None:
    model = MembersModel()
    check: Callable[..., None] = qtmodeltester.check
    check(model)
    model.add_member(Member("bob"))
    model.add_member(Member("ann"))
    model.add_member(Member("BOB", realname="the same"))
    assert rows(model) == ["Everybody · 2", "ann", "BOB"]
    model.change_member("ann", Member("ann", "@"))
    assert rows(model) == ["Moderators · 1", "ann", "Everybody · 1", "BOB"]
    model.change_member("bob", Member("zed"))
    assert rows(model) == ["Moderators · 1", "ann", "Everybody · 1", "zed"]
    model.remove_member("nobody")
    model.remove_member("ANN")
    assert rows(model) == ["Everybody · 1", "zed"]
    assert model.row_of("Zed") == 1
    model.remove_member("zed")
    assert rows(model) == []
    assert model.row_of("zed") == -1


def test_tooltip_has_the_details_of_a_person() -> None:
    model = MembersModel()
    model.set_members([Member("ann", account="ann1", away=True, realname="Ann Example")])
    tip = model.index(1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "ann\nAnn Example\nAccount: ann1\nAway"


NICKS = st.sampled_from(["ann", "Ann", "bob", "CID", "d", "Ёж"])
MEMBERS = st.builds(Member, NICKS, st.sampled_from(["", "@", "+", "~", "@+", "!"]))
STEPS = st.lists(st.one_of(MEMBERS, NICKS, st.tuples(NICKS, MEMBERS)), max_size=30)


@given(STEPS)
def test_any_order_of_changes_equals_a_reset(steps: list[Member | str | tuple[str, Member]]) -> None:
    model, truth = MembersModel(), dict[str, Member]()
    for step in steps:
        match step:
            case Member():
                model.add_member(step)
                truth[fold_name(step.nick)] = step
            case str():
                model.remove_member(step)
                truth.pop(fold_name(step), None)
            case (nick, member):
                model.change_member(nick, member)
                truth.pop(fold_name(nick), None)
                truth[fold_name(member.nick)] = member
    fresh = MembersModel()
    fresh.set_members(truth.values())
    assert rows(model) == rows(fresh)
    assert model.people_count == len(truth)


def test_deceptive_names_are_marked() -> None:
    model = MembersModel()
    model.set_members([Member("r\u043e\u043et"), Member("a\u202eb"), Member("имя")])
    shown = {row.split("\u00a0")[0]: row for row in rows(model)[1:]}
    assert shown == {"r\u043e\u043et": "r\u043e\u043et\u00a0\u26a0", "a‹202E›b": "a‹202E›b", "имя": "имя"}


def arrival_steps(crowd: int, qtbot: QtBot) -> int:
    """Return the executed lines for one person who joins a crowd: model, layout and paint."""
    model = MembersModel()
    panel = MembersPanel(model)
    qtbot.addWidget(panel)
    panel.resize(216, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    model.set_members(Member(f"n{number:05}") for number in range(crowd))
    panel.view.doItemsLayout()
    panel.view.viewport().repaint()

    def arrive() -> None:
        model.add_member(Member("n00000a"))
        panel.view.doItemsLayout()
        panel.view.viewport().repaint()

    return steps(arrive)


def test_arrival_is_as_little_work_among_thousands_as_among_few(qtbot: QtBot) -> None:
    assert arrival_steps(5_000, qtbot) < 1.2 * arrival_steps(50, qtbot)


def test_people_are_searched_by_nick_name_and_account(qtmodeltester: ModelTester) -> None:
    model = MembersModel()
    model.set_members(
        [Member("ann", "@"), Member("Bob", realname="Annika"), Member("cid", account="hannes"), Member("eve")]
    )
    model.set_filter(" ANN ")
    assert rows(model) == ["Moderators · 1", "ann", "Everybody · 2", "Bob", "cid"]
    assert (model.people_count, model.found_count) == (4, 3)
    model.add_member(Member("dora"))
    model.add_member(Member("Anna"))
    model.change_member("cid", Member("cid"))
    model.change_member("eve", Member("joanne"))
    model.remove_member("bob")
    assert rows(model) == ["Moderators · 1", "ann", "Everybody · 2", "Anna", "joanne"]
    check: Callable[..., None] = qtmodeltester.check
    check(model)
    model.set_filter("")
    assert rows(model) == ["Moderators · 1", "ann", "Everybody · 4", "Anna", "cid", "dora", "joanne"]
