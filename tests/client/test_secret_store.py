"""Secrets in the keyring, or in a private file; never lost, never in both places."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_chat.client.secret_store import PASSWORD, Keyring, SecretStore, system_keyring


class MemoryKeyring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._look()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._look()
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._look()
        del self.held[service, username]

    def _look(self) -> None:
        if self.locked:
            raise OSError("locked")


def held_of(secrets: SecretStore, chat: str) -> dict[str, str]:
    """Return the secrets of a chat after all queued work."""
    done, found = threading.Event(), dict[str, str]()

    def take(given: object) -> None:
        assert isinstance(given, dict)
        found.update(given)
        done.set()

    secrets.load_secrets(chat, take)
    assert done.wait(20)
    return found


@pytest.fixture
def ring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.mark.parametrize("with_ring", [True, False])
def test_secrets_are_there_at_the_next_start(tmp_path: Path, ring: MemoryKeyring, with_ring: bool) -> None:
    path = tmp_path / "client" / "secrets.json"

    def found() -> Keyring | None:
        return ring if with_ring else None

    secrets = SecretStore(path, found)
    secrets.keep_secret("n1", PASSWORD, "sésame ☃")
    secrets.keep_secret("n1", "#tea", "key")
    secrets.keep_secret("n2", PASSWORD, "other")
    secrets.keep_secret("n2", PASSWORD, "another")
    secrets.close()
    assert "another" not in path.read_text("utf-8")
    assert bool(ring.held) is with_ring
    again = SecretStore(path, found)
    assert held_of(again, "n1") == {PASSWORD: "sésame ☃", "#tea": "key"}
    assert held_of(again, "n2") == {PASSWORD: "another"}
    again.keep_secret("n1", "#tea", "")
    again.forget_chat("n2")
    assert held_of(again, "n1") == {PASSWORD: "sésame ☃"}
    assert held_of(again, "n2") == {}
    again.close()
    assert "another" not in path.read_text("utf-8") + repr(ring.held)


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        secrets = SecretStore(tmp_path / "secrets.json", lambda: None)
        secrets.keep_secret("n1", PASSWORD, "sesame")
        secrets.close()
    finally:
        os.umask(before)
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_secrets_move_from_the_file_to_a_new_keyring(tmp_path: Path, ring: MemoryKeyring) -> None:
    path = tmp_path / "secrets.json"
    first = SecretStore(path, lambda: None)
    first.keep_secret("n1", PASSWORD, "sesame")
    first.close()
    second = SecretStore(path, lambda: ring)
    assert held_of(second, "n1") == {PASSWORD: "sesame"}
    second.keep_secret("n1", PASSWORD, "barley")
    second.close()
    assert json.loads(path.read_text("utf-8")) == {"n1": {PASSWORD: None}}
    assert list(ring.held.values()) == ["barley"]


def test_start_without_secrets_asks_no_keyring_and_begins_no_thread(tmp_path: Path) -> None:
    def never() -> Keyring | None:
        raise AssertionError("asked")

    secrets, found = SecretStore(tmp_path / "secrets.json", never), list[object]()
    secrets.load_secrets("n1", found.append)
    secrets.forget_chat("n1")
    assert found == [{}]
    assert not any(thread.name == "secrets" for thread in threading.enumerate())
    secrets.close()
    assert not (tmp_path / "secrets.json").exists()


def test_locked_keyring_does_not_block(
    tmp_path: Path, ring: MemoryKeyring, expected_warnings: list[logging.LogRecord]
) -> None:
    secrets = SecretStore(tmp_path / "secrets.json", lambda: ring)
    secrets.keep_secret("n1", PASSWORD, "sesame")
    assert held_of(secrets, "n1") == {PASSWORD: "sesame"}
    ring.locked = True
    assert held_of(secrets, "n1") == {}
    secrets.keep_secret("n1", PASSWORD, "barley")
    secrets.forget_chat("n1")
    secrets.close()
    assert "sesame" not in (tmp_path / "secrets.json").read_text("utf-8")
    assert len(expected_warnings) >= 2
    assert not any("sesame" in record.getMessage() or "barley" in record.getMessage() for record in expected_warnings)


def test_password_is_sealed_in_the_file_if_the_keyring_refuses_it(
    tmp_path: Path, ring: MemoryKeyring, expected_warnings: list[logging.LogRecord]
) -> None:
    """A person may dismiss the question for the password of the keyring."""
    ring.locked = True
    secrets = SecretStore(tmp_path / "secrets.json", lambda: ring)
    secrets.keep_secret("n1", PASSWORD, "sesame")
    secrets.keep_secret("n1", "#tea", "barley")
    assert held_of(secrets, "n1") == {PASSWORD: "sesame", "#tea": "barley"}
    secrets.close()
    assert "sesame" not in (tmp_path / "secrets.json").read_text("utf-8")
    assert len(expected_warnings) == 1  # the keyring is asked once
    again = SecretStore(tmp_path / "secrets.json", lambda: ring)
    assert held_of(again, "n1") == {PASSWORD: "sesame", "#tea": "barley"}
    again.close()


@pytest.mark.parametrize("content", ["{", "[1]", '{"n1": 5}', "null"])
def test_damaged_file_is_set_aside(tmp_path: Path, content: str, expected_warnings: list[logging.LogRecord]) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(content, "utf-8")
    secrets = SecretStore(path, lambda: None)
    assert held_of(secrets, "n1") == {}
    secrets.close()
    assert (tmp_path / "secrets.damaged").read_text("utf-8") == content


@pytest.mark.parametrize("damaged", ["5", '{"": 5}', "[]", '"sesame"'])
def test_one_damaged_chat_does_not_cost_the_secrets_of_the_others(
    tmp_path: Path, damaged: str, expected_warnings: list[logging.LogRecord]
) -> None:
    path = tmp_path / "secrets.json"
    content = f'{{"n1": {{"": "sesame", "#tea": "milk"}}, "n2": {damaged}, "n3": {{"": "barley"}}}}'
    path.write_text(content, "utf-8")
    path.chmod(0o600)
    secrets = SecretStore(path, lambda: None)
    assert held_of(secrets, "n1") == {PASSWORD: "sesame", "#tea": "milk"}
    assert held_of(secrets, "n2") == {}
    assert held_of(secrets, "n3") == {PASSWORD: "barley"}
    secrets.keep_secret("n2", PASSWORD, "oats")
    secrets.close()
    copy = tmp_path / "secrets.damaged"
    assert copy.read_text("utf-8") == content
    assert copy.stat().st_mode & 0o077 == 0
    again = SecretStore(path, lambda: None)
    assert held_of(again, "n3") == {PASSWORD: "barley"}
    again.close()
    assert len(expected_warnings) == 1
    assert "sesame" not in expected_warnings[0].getMessage()


def test_one_damaged_secret_does_not_cost_the_others_of_its_chat(
    tmp_path: Path, expected_warnings: list[logging.LogRecord]
) -> None:
    path = tmp_path / "secrets.json"
    path.write_text('{"n1": {"": "sesame", "#tea": 5, "#milk": "oats"}}', "utf-8")
    secrets = SecretStore(path, lambda: None)
    assert held_of(secrets, "n1") == {PASSWORD: "sesame", "#milk": "oats"}
    secrets.close()
    assert (tmp_path / "secrets.damaged").exists()
    assert len(expected_warnings) == 1


def _in_a_process(code: str, backend: str) -> str:
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": backend}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip()


def test_keyring_library_is_loaded_at_the_first_need() -> None:
    code = """
import sys
from desktop_chat.client.secret_store import system_keyring
print("keyring" in sys.modules, system_keyring() is not None, "keyring" in sys.modules)
"""
    assert _in_a_process(code, "keyring.backends.fail.Keyring") == "False False True"
    assert _in_a_process(code, "keyring.backends.null.Keyring") == "False False True"
    assert _in_a_process(code, "no.such.Keyring") == "False False True"


def test_no_test_reaches_a_keyring_of_this_computer() -> None:
    find: Callable[[], Keyring | None] = system_keyring
    assert find() is None


@pytest.mark.parametrize("with_ring", [True, False])
def test_plain_secrets_of_earlier_versions_are_hidden_at_the_first_use(
    tmp_path: Path, ring: MemoryKeyring, with_ring: bool
) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({"n1": {PASSWORD: "sesame", "#tea": "barley"}}), "utf-8")
    secrets = SecretStore(path, lambda: ring if with_ring else None)
    assert held_of(secrets, "n1") == {PASSWORD: "sesame", "#tea": "barley"}
    secrets.close()
    assert not {"sesame", "barley"} & set(path.read_text("utf-8").replace('"', " ").split())
    again = SecretStore(path, lambda: ring if with_ring else None)
    assert held_of(again, "n1") == {PASSWORD: "sesame", "#tea": "barley"}
    again.close()


def test_a_lost_key_costs_the_passwords_and_nothing_else(
    tmp_path: Path, expected_warnings: list[logging.LogRecord]
) -> None:
    path = tmp_path / "secrets.json"
    secrets = SecretStore(path, lambda: None)
    secrets.keep_secret("n1", PASSWORD, "sesame")
    secrets.close()
    path.with_suffix(".key").unlink()
    again = SecretStore(path, lambda: None)
    assert held_of(again, "n1") == {}
    again.keep_secret("n1", PASSWORD, "barley")
    assert held_of(again, "n1") == {PASSWORD: "barley"}
    again.close()
    assert all("cannot be read" in record.getMessage() for record in expected_warnings)
    assert expected_warnings
