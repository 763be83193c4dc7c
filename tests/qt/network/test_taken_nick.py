"""A person is told once in a run that another user has the nick."""

from __future__ import annotations

from desktop_chat.qt.network.taken_nick import TakenNick


def test_taken_nick_is_told_once() -> None:
    taken = TakenNick()
    taken.note_welcome("ann2", "Ann")
    assert taken.take_untold() == "Ann"
    assert taken.take_untold() == ""
    taken.note_welcome("ann2", "ann")  # after a reconnect
    assert taken.take_untold() == ""
    taken.note_welcome("anna2", "Anna")
    assert taken.take_untold() == "Anna"


def test_own_nick_in_another_case_is_not_taken() -> None:
    taken = TakenNick()
    taken.note_welcome("ANN", "ann")
    assert taken.take_untold() == ""
