"""The names of the system's user have a fallback each."""

from __future__ import annotations

import getpass

import pytest

from desktop_chat.client.system_user import full_name, login_name


def test_names_are_never_empty() -> None:
    assert login_name()
    assert full_name()


def test_a_user_without_a_full_name_is_called_by_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ann.example")
    assert login_name() == "ann.example"
    assert full_name() == "Ann Example"


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_a_system_without_users_has_a_guest(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fail() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", fail)
    assert login_name() == "guest"
    assert full_name() == "Guest"
