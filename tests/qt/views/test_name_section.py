"""The person's name, which every way into a chat needs, and the introduction of a first start."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.name_section import NameSection


def test_icon_stands_in_the_introduction_or_beside_the_name(qtbot: QtBot) -> None:
    section = NameSection("Ann", 16)
    qtbot.addWidget(section)
    section.show()
    for is_known in (False, True, True, False):
        section.set_introduced(is_known=is_known)
        assert (section.introduction.isVisible(), section.icon_label.isVisible()) == (not is_known, is_known)
        assert not is_known or not section.icon_label.pixmap().isNull()


def test_empty_name_is_marked_and_gets_the_focus(qtbot: QtBot) -> None:
    section = NameSection("  Ann Example ", 16)
    qtbot.addWidget(section)
    assert section.entered_name() == "Ann Example"
    assert not section.name_field.property("invalid")
    section.name_field.setText("   ")
    assert section.entered_name() == ""
    assert section.name_field.property("invalid")
    assert section.focusWidget() is section.name_field
    section.name_field.setText("Bob")
    assert section.entered_name() == "Bob"
    assert not section.name_field.property("invalid")
