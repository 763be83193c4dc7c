"""A timeline with mouse and keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.irc.capabilities import TAG_REPLY
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.selection import Spot
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import CONTROL, LEFT, PLAIN, SHIFT, before, rect_of
from tests.qt.timeline.scenes import TEXTS, entry, talk


def test_copy_keys_copy_text_or_names_and_times(view: Timeline) -> None:
    clipboard = QGuiApplication.clipboard()
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == "\n".join(TEXTS)
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL | SHIFT)
    lines = clipboard.text().splitlines()
    assert lines[0].endswith("] <ann> plain words here")
    assert len(lines[0].split("]")[0]) == len("[12:34")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_text() == ""


def test_links_names_and_retry_can_be_pressed(show: ShowEntries, qtbot: QtBot) -> None:
    failed = entry(2, "lost", "ann", state=DeliveryState.FAILED)
    view = show([entry(1, "see https://example.org/a now", "bob"), failed])
    port = view.viewport()
    with qtbot.waitSignal(view.link_activated) as link:
        QTest.mouseClick(port, LEFT, PLAIN, before(view, 0, 8))
    assert link.args == ["https://example.org/a"]
    placed = next(p for p in view._scene.current_arrangement().placed if p.index == 1)
    footer = view._scene.layout_of(1).footer_lines[0]
    with qtbot.waitSignal(view.retry_requested) as retry:
        QTest.mouseClick(port, LEFT, PLAIN, next(view._scene.pressed_rects(placed, footer, 0))[0].center())
    assert retry.args == [failed]
    _, (removal, action) = view._scene.pressed_rects(placed, footer, 0)
    assert action == "remove"
    with qtbot.waitSignal(view.delete_requested) as deletion:
        QTest.mouseClick(port, LEFT, PLAIN, removal.center())
    assert deletion.args == [failed]
    with qtbot.waitSignal(view.nick_activated) as nick:
        QTest.mouseClick(port, LEFT, PLAIN, view._scene.name_rect(placed).topLeft() + QPoint(60, 4))
    assert nick.args == ["ann"]


def test_show_more_shows_the_next_chunk(show: ShowEntries) -> None:
    view = show([entry(1, "word " * 3_000)])
    placed = view._scene.current_arrangement().placed[-1]
    footer = view._scene.layout_of(0).footer_lines[0]
    at = next(view._scene.pressed_rects(placed, footer, 0))[0].center()
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, at)
    assert view._scene.layout_of(0).visible == 15_000
    assert view._scene.layout_of(0).footer_lines == ()


def test_menu_choices_fit_the_entry(show: ShowEntries) -> None:
    failed = entry(1, "https://example.org", state=DeliveryState.FAILED)
    view = show([failed])
    hit = view._scene.hit_test(*before(view, 0, 4).toTuple())
    assert hit is not None
    choices = view.menu_choices(hit)
    assert choices.links == ("https://example.org",)
    asked: list[Entry] = []
    view.retry_requested.connect(asked.append)
    assert choices.retry is not None
    choices.retry()
    assert asked == [failed]
    assert choices.copy is not None
    choices.copy()
    assert QGuiApplication.clipboard().text() == "https://example.org"


def test_keys_scroll_and_zoom(show: ShowEntries) -> None:
    view = show(talk(200))
    for key, at_end in ((Qt.Key.Key_PageUp, False), (Qt.Key.Key_PageDown, True), (Qt.Key.Key_Up, False)):
        QTest.keyClick(view, key)
        assert view.at_end is at_end
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view._scene.current_arrangement().placed[0].index == 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.at_end
    QTest.keyClick(view, Qt.Key.Key_Plus, CONTROL)
    assert view.zoom == pytest.approx(1.1)
    QTest.keyClick(view, Qt.Key.Key_0, CONTROL)
    assert view.zoom == 1


def test_right_to_left_windows_are_mirrored(show: ShowEntries) -> None:
    view = show([entry(1, "שלום https://example.org סוף", "bob")])
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    rect = rect_of(view, 0, 5, 24)
    assert rect.center().x() > 300
    hit = view._scene.hit_test(rect.center().x(), rect.center().y())
    assert hit is not None
    assert hit.url == "https://example.org"


def test_keyboard_chooses_entries_and_acts_on_them(show: ShowEntries, qtbot: QtBot) -> None:
    failed = entry(400, "lost", state=DeliveryState.FAILED)
    quiet = [entry(384 + i, nick=f"n{i}", kind=EntryKind.JOIN) for i in range(3)]
    view = show([*talk(100), *quiet, entry(399, "see https://example.org/a", "bob"), failed])
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    with qtbot.waitSignal(view.retry_requested) as retry:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert retry.args == [failed]
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    with qtbot.waitSignal(view.link_activated) as link:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert link.args == ["https://example.org/a"]
    with qtbot.waitSignal(view.nick_activated) as person:
        view.follow_link("person:bob")
    assert person.args == ["bob"]
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    assert view._current == 100
    for _ in range(30):
        QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
        placed = next(p for p in view._scene.current_arrangement().placed if p.index == view._current)
        assert placed.y >= 0 or placed.extent.height > 400
    assert view._current == 70


def reply(number: int, text: str, answers: str) -> Entry:
    return replace(entry(number, text, "bob"), tags={TAG_REPLY: answers})


def quote_of(view: Timeline, index: int) -> QPoint:
    scene = view._scene
    return scene.quote_rect(next(p for p in scene.current_arrangement().placed if p.index == index)).center()


def test_reply_shows_a_quote_that_leads_to_the_original(qtbot: QtBot, show: ShowEntries) -> None:
    said = [replace(entry(number, f"line {number}", "ann"), msgid=f"m{number}") for number in range(1, 60)]
    view = show([*said, reply(60, "yes", "m3"), entry(61, "so", "bob"), reply(62, "well", "m60")])
    scene = view._scene
    first, plain, second = (scene.layout_of(index) for index in (59, 60, 61))
    assert first.plan.answered == said[2]
    assert (first.plan.named, plain.plan.named, second.plan.named) == (True, False, True)
    assert min(first.quote_y, second.quote_y) >= 0 > plain.quote_y
    assert first.extent.above > plain.extent.above
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, quote_of(view, 59))
    assert [p.index for p in scene.current_arrangement().placed].count(2) == 1
    assert view._flashed == 3


def test_missing_original_is_told_in_a_toast(qtbot: QtBot, show: ShowEntries) -> None:
    view = show([entry(1, "hello", "ann"), reply(2, "yes", "never heard")])
    assert view._scene.layout_of(1).plan.answered is None
    with qtbot.waitSignal(view.toast_requested):
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, quote_of(view, 1))


def test_enter_on_a_reply_leads_to_the_original(show: ShowEntries) -> None:
    said = replace(entry(1, "tea?", "ann"), msgid="m1")
    view = show([said, reply(2, "yes", "m1")])
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view._flashed == 1


SECRET = "so \x0301,01https://example.org/end\x03 on"


def test_click_reveals_a_spoiler_and_the_next_one_follows_its_link(qtbot: QtBot, show: ShowEntries) -> None:
    view = show([entry(1, SECRET)])
    followed: list[str] = []
    view.link_activated.connect(followed.append)
    hit = view._scene.hit_test(before(view, 0, 5).x(), before(view, 0, 5).y())
    assert hit is not None
    assert (hit.part, hit.url) == ("spoiler", "")
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, before(view, 0, 5))
    assert view._scene.layout_of(0).styled.hidden == ()
    assert followed == []
    view._pointer._since.stop()  # not the second click of a double click
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, before(view, 0, 5))
    assert followed == ["https://example.org/end"]


def test_enter_and_the_menu_reveal_a_spoiler(show: ShowEntries) -> None:
    view = show([entry(1, SECRET), entry(2, SECRET, "bob")])
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert [bool(view._scene.layout_of(index).styled.hidden) for index in range(2)] == [True, False]
    choices = view.menu_choices(Hit(Spot(0, 0)))
    assert choices.reveal is not None
    choices.reveal()
    assert view._scene.layout_of(0).styled.hidden == ()
    assert view.menu_choices(Hit(Spot(0, 0))).reveal is None


CODE = "> so\n```py\n\x11x = 1\x11\n\x11y\x11\n```\nend"


def button_of(view: Timeline, index: int) -> QPoint:
    scene = view._scene
    placed = next(p for p in scene.current_arrangement().placed if p.index == index)
    return scene.layout_of(index).code_boxes[0].button.translated(scene.body_rect(placed).topLeft()).center()


def test_button_above_code_copies_it(qtbot: QtBot, show: ShowEntries) -> None:
    view = show([entry(1, CODE)])
    QTest.mouseMove(view.viewport(), button_of(view, 0))
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    with qtbot.waitSignal(view.toast_requested):
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, button_of(view, 0))
    assert QGuiApplication.clipboard().text() == "x = 1\ny"


def test_menu_copies_code_too(show: ShowEntries) -> None:
    view = show([entry(1, CODE), entry(2, "no code"), entry(3, "```\na\n```\nand\n```\nb\n```")])
    copy = view.menu_choices(Hit(Spot(0, 0))).copy_code
    assert copy is not None
    copy()
    assert QGuiApplication.clipboard().text() == "x = 1\ny"
    assert view.menu_choices(Hit(Spot(1, 0))).copy_code is None
    second = view.menu_choices(Hit(Spot(2, 6))).copy_code
    assert second is not None
    second()
    assert QGuiApplication.clipboard().text() == "b"


def test_copied_message_has_the_marks_of_its_quote(show: ShowEntries) -> None:
    view = show([entry(1, CODE)])
    view.select_all()
    assert view.selected_text() == "> so\nx = 1\ny\nend"


def test_delete_key_asks_for_the_deletion_of_the_chosen_entry(show: ShowEntries, qtbot: QtBot) -> None:
    view = show(talk(3))
    asked: list[Entry] = []
    view.delete_requested.connect(asked.append)
    view.may_delete = lambda entry: entry.id == view.model.entry_at(2).id
    QTest.keyClick(view, Qt.Key.Key_Delete)
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert asked == [view.model.entry_at(2)]
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert len(asked) == 1
