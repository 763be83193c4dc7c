"""The small widgets that all windows are composed of.

Read in this order: `painted` (the base of widgets that paint themselves), `labels`, `buttons`, `card`, `marks` (counts,
states, tags), `row_list` (long lists), then any other. Each widget reads the theme while painting, and repaints when
the theme changes. A widget that no first frame shows is loaded when somebody imports it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from desktop_chat.qt.widgets.avatar import Avatar, initials_of, paint_avatar
from desktop_chat.qt.widgets.buttons import IconButton, make_button
from desktop_chat.qt.widgets.empty_state import EmptyState
from desktop_chat.qt.widgets.labels import ElidedLabel, IconLabel, make_label
from desktop_chat.qt.widgets.marks import Badge, Dot, Pill, StatusDot
from desktop_chat.qt.widgets.row_list import RowList
from desktop_chat.qt.widgets.scroll_bar import ScrollBar

if TYPE_CHECKING:
    from desktop_chat.qt.widgets.card import Card, make_line
    from desktop_chat.qt.widgets.number_field import NumberField
    from desktop_chat.qt.widgets.search_field import SearchField
    from desktop_chat.qt.widgets.spinner import Spinner
    from desktop_chat.qt.widgets.switch import Switch
    from desktop_chat.qt.widgets.toast import Toast

__all__ = [
    "Avatar",
    "Badge",
    "Card",
    "Dot",
    "ElidedLabel",
    "EmptyState",
    "IconButton",
    "IconLabel",
    "NumberField",
    "Pill",
    "RowList",
    "ScrollBar",
    "SearchField",
    "Spinner",
    "StatusDot",
    "Switch",
    "Toast",
    "initials_of",
    "make_button",
    "make_label",
    "make_line",
    "paint_avatar",
]

_LATE = {
    "Card": "card",
    "NumberField": "number_field",
    "SearchField": "search_field",
    "Spinner": "spinner",
    "Switch": "switch",
    "Toast": "toast",
    "make_line": "card",
}


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
