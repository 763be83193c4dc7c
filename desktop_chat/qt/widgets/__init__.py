"""The small widgets that all windows are composed of.

Read in this order: `painted` (the base of widgets that paint themselves), `labels`, `buttons`, `card`, `marks` (counts,
states, tags), `row_list` (long lists), then any other. Each widget reads the theme while painting, and repaints when
the theme changes. Each module is loaded when somebody imports a name of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_chat.qt.widgets.avatar import Avatar, initials_of, paint_avatar
    from desktop_chat.qt.widgets.buttons import IconButton, make_button
    from desktop_chat.qt.widgets.card import Card, make_line
    from desktop_chat.qt.widgets.empty_state import EmptyState
    from desktop_chat.qt.widgets.labels import ElidedLabel, IconLabel, make_label, make_title
    from desktop_chat.qt.widgets.marks import Badge, Dot, Pill, StatusDot
    from desktop_chat.qt.widgets.number_field import NumberField
    from desktop_chat.qt.widgets.row_list import RowList
    from desktop_chat.qt.widgets.scroll_bar import ScrollBar
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
    "make_title",
    "paint_avatar",
]

_MODULES = {
    "Avatar": "avatar",
    "Badge": "marks",
    "Card": "card",
    "Dot": "marks",
    "ElidedLabel": "labels",
    "EmptyState": "empty_state",
    "IconButton": "buttons",
    "IconLabel": "labels",
    "NumberField": "number_field",
    "Pill": "marks",
    "RowList": "row_list",
    "ScrollBar": "scroll_bar",
    "SearchField": "search_field",
    "Spinner": "spinner",
    "StatusDot": "marks",
    "Switch": "switch",
    "Toast": "toast",
    "initials_of": "avatar",
    "make_button": "buttons",
    "make_label": "labels",
    "make_line": "card",
    "make_title": "labels",
    "paint_avatar": "avatar",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
