"""The parts of a room's menu that mute the room for a term, choose which messages notify the person, and choose the
room's place in the sidebar. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QDateTime, QTime
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from desktop_chat.client.room_marks import NotificationRule, RoomMarks
from desktop_chat.clock import now_ms
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import menu_key
from desktop_chat.value_class import value

Mark = Callable[[RoomMarks], None]
_HOUR_MS = 3_600_000
_MORNING = QTime(8, 0)


@value
class PlaceActs:
    """The acts on the place of a room. `step` moves the room up (-1) or down (1); `ask_group` asks for a new group."""

    mark: Mark
    step: Callable[[int], None]
    ask_group: Callable[[], None]


def add_mute_choice(menu: QMenu, marks: RoomMarks, mark: Mark) -> None:
    """Add a menu of terms for a mute, or the end of the mute. `mark` takes the new marks."""
    translate = QCoreApplication.translate
    if marks.muted:
        action = menu.addAction(translate("RoomMarksMenu", "Unmute notifications"))
        set_themed_icon(action, "bell", "muted", 18)
        action.triggered.connect(lambda: mark(replace(marks, muted=False, muted_until=0)))
        return
    terms = menu.addMenu(translate("RoomMarksMenu", "Mute notifications"))
    set_themed_icon(terms.menuAction(), "bell-off", "muted", 18)

    def add_term(text: str, until: int) -> None:
        action = terms.addAction(literal_text(text, TextSink.CAPTION))
        action.triggered.connect(lambda: mark(replace(marks, muted=True, muted_until=until)))

    now = now_ms()
    add_term(translate("RoomMarksMenu", "For an hour"), now + _HOUR_MS)
    add_term(translate("RoomMarksMenu", "For 8 hours"), now + 8 * _HOUR_MS)
    add_term(translate("RoomMarksMenu", "Until tomorrow morning"), next_morning(now))
    add_term(translate("RoomMarksMenu", "For a week"), now + 7 * 24 * _HOUR_MS)
    add_term(translate("RoomMarksMenu", "Until I unmute it"), 0)


def add_rule_choice(menu: QMenu, marks: RoomMarks, mark: Mark) -> None:
    """Add a menu with the notification rules of a room."""
    translate = QCoreApplication.translate
    rules = menu.addMenu(translate("RoomMarksMenu", "Notify me"))
    set_themed_icon(rules.menuAction(), "alert", "muted", 18)
    group = QActionGroup(rules)
    for rule, text in (
        (NotificationRule.DEFAULT, translate("RoomMarksMenu", "As the settings say")),
        (NotificationRule.ALL, translate("RoomMarksMenu", "Of every message")),
        (NotificationRule.MENTIONS, translate("RoomMarksMenu", "Of mentions only")),
        (NotificationRule.NONE, translate("RoomMarksMenu", "Of nothing")),
    ):
        _add_rule(rules, group, text, chosen=marks.rule is rule).triggered.connect(
            lambda _checked, rule=rule: mark(replace(marks, rule=rule))
        )


def _add_rule(menu: QMenu, group: QActionGroup, text: str, *, chosen: bool) -> QAction:
    action = menu.addAction(literal_text(text, TextSink.CAPTION))
    action.setCheckable(True)
    action.setChecked(chosen)
    group.addAction(action)
    return action


def add_place_choice(menu: QMenu, marks: RoomMarks, groups: Sequence[str], acts: PlaceActs) -> None:
    """Add a menu that moves a room up or down, or into a group. `groups`: the names of the person's groups."""
    translate = QCoreApplication.translate
    places = menu.addMenu(translate("RoomMarksMenu", "Place in the list"))
    set_themed_icon(places.menuAction(), "folder", "muted", 18)
    up = places.addAction(literal_text(translate("RoomMarksMenu", "Move up"), TextSink.CAPTION))
    menu_key.show_keys(up, "Ctrl+Shift+Up")
    up.triggered.connect(lambda: acts.step(-1))
    down = places.addAction(literal_text(translate("RoomMarksMenu", "Move down"), TextSink.CAPTION))
    menu_key.show_keys(down, "Ctrl+Shift+Down")
    down.triggered.connect(lambda: acts.step(1))
    places.addSeparator()
    chosen = QActionGroup(places)
    for name in ("", *groups):
        text = name or translate("RoomMarksMenu", "In no group")
        _add_rule(places, chosen, text, chosen=name == marks.group).triggered.connect(
            lambda _checked, name=name: acts.mark(replace(marks, group=name, position=0))
        )
    new = places.addAction(translate("RoomMarksMenu", "New group…"))
    new.triggered.connect(lambda: acts.ask_group())


def next_morning(now: int) -> int:
    """Return eight o'clock of the next day in Unix ms, by the clock on the wall."""
    tomorrow = QDateTime.fromMSecsSinceEpoch(now).addDays(1)
    tomorrow.setTime(_MORNING)
    return tomorrow.toMSecsSinceEpoch()
