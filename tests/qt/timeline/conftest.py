"""Fixtures of the timeline tests: views of 600 by 400 pixels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import Entry
from desktop_chat.qt.timeline import ListTimelineModel, Timeline
from tests.qt.timeline.scenes import TEXTS, entry

ShowEntries = Callable[[list[Entry]], Timeline]


@pytest.fixture
def show(qtbot: QtBot) -> ShowEntries:
    """Return a function that shows entries in a view of 600 by 400 pixels."""

    def made(entries: list[Entry]) -> Timeline:
        view = Timeline()
        qtbot.addWidget(view)
        view.resize(600, 400)
        view.set_model(ListTimelineModel(entries, view))
        with qtbot.waitExposed(view):
            view.show()
        return view

    return made


@pytest.fixture
def view(show: ShowEntries) -> Timeline:
    return show([entry(i + 1, text, "ann") for i, text in enumerate(TEXTS)])
