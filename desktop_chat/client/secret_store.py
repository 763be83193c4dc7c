"""SecretStore: passwords of chats and keys of rooms, in the system's keyring, or in a file if it takes none.

A JSON file in the profile, readable by its owner only, lists the secrets of each chat; null stands for a secret in the
keyring, and `{"sealed": ...}` is an encrypted one (`secret_seal`). So a start without secrets neither asks the keyring
nor loads its library. Earlier versions wrote plain secrets; the first use seals them or moves them to the keyring.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol

from desktop_chat.client.lenient_json import PartlyDamagedError, read_object
from desktop_chat.client.secret_seal import SecretSeal
from desktop_chat.files import make_private, write_whole
from desktop_chat.value_class import value

PASSWORD = ""
"""The name of the server's password among the secrets of a chat. A room's key has the name of the room."""
ACCOUNT = "account"
"""The name of the account's password. No room is called so: names of rooms begin with a sign."""
PROXY_PASSWORD = "proxy"
INVITATION = "invitation"
"""The name of the token by which the person was invited; sent where there is no password."""
CONNECT_COMMANDS = "commands"
"""The lines to run after connecting, which may hold passwords."""
_SERVICE = "Desktop Chat"
_FAREWELL_SECONDS = 2.0
_log = logging.getLogger(__name__)


@value
class SealedSecret:
    """A secret as the file has it where there is no keyring."""

    sealed: str


HeldSecret = str | SealedSecret | None
UseSecrets = Callable[[Mapping[str, str]], None]
"""Called with the secrets of a chat by name."""


class Keyring(Protocol):
    """The part of a keyring that this module uses. Each call may block until a person unlocks it, and may raise any
    exception."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


def system_keyring() -> Keyring | None:
    """Return the keyring of this system, or None if there is no safe one. Loads the library."""
    try:
        import keyring
        from keyring.core import recommended

        found = keyring.get_keyring()
        return found if recommended(found) else None
    except Exception as error:  # a broken desktop must not prevent chatting
        _log.info("The system's keyring cannot be used: %s.", error)
        return None


class SecretStore:
    """Every method returns at once. Slow work is done in order on one thread, which starts at the first need.

    A secret has a chat (the `network` of its ServerRecord) and a name. `keyring` is called on the thread.
    """

    def __init__(self, path: Path, keyring: Callable[[], Keyring | None] = system_keyring) -> None:
        self._path = path
        self._find_keyring = keyring
        self._keyring: Keyring | None = None
        self._asked = False
        self._refused = False
        self._thread: threading.Thread | None = None
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._seal = SecretSeal(path.with_suffix(".key"))
        self._chats, _ = read_object(path, _read_chat_secrets)
        """By chat and name: the secret as the file has it. The thread alone changes it once it runs."""

    def load_secrets(self, chat: str, found: UseSecrets) -> None:
        """Call `found` with the secrets of a chat by name: at once if there are none, else on the thread."""
        if self._thread is None and chat not in self._chats:
            found({})
        else:
            self._queue_work(lambda: found(self._read_chat(chat)))

    def keep_secret(self, chat: str, name: str, secret: str) -> None:
        """Keep a secret, or forget it if it is ""."""
        self._queue_work(lambda: self._write_secret(chat, name, secret))

    def forget_chat(self, chat: str) -> None:
        """Forget all secrets of a chat."""
        if self._thread is not None or chat in self._chats:
            self._queue_work(lambda: self._delete_chat(chat))

    def close(self) -> None:
        """Finish the queued work, within 2 s: a keyring may wait for a person who has left."""
        if self._thread is not None:
            self._work.put(None)
            self._thread.join(_FAREWELL_SECONDS)
            self._thread = None

    # The thread

    def _queue_work(self, work: Callable[[], None]) -> None:
        self._work.put(work)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run_work, name="secrets", daemon=True)
            self._thread.start()

    def _run_work(self) -> None:
        self._hide_plain_secrets()
        while (work := self._work.get()) is not None:
            try:
                work()
            except Exception as error:
                _log.warning("A password cannot be kept or read: %s.", error)

    def _hide_plain_secrets(self) -> None:
        """Seal the secrets of earlier versions, or move them to the keyring."""
        plain = [
            (chat, name, secret)
            for chat, secrets in self._chats.items()
            for name, secret in secrets.items()
            if isinstance(secret, str)
        ]
        try:
            for chat, name, secret in plain:
                self._write_secret(chat, name, secret)
        except Exception as error:
            _log.warning("A password cannot be moved to a safe place: %s.", error)

    def _read_chat(self, chat: str) -> dict[str, str]:
        held = {name: self._read_secret(chat, name, secret) for name, secret in self._chats.get(chat, {}).items()}
        return {name: secret for name, secret in held.items() if secret}

    def _read_secret(self, chat: str, name: str, secret: HeldSecret) -> str:
        if isinstance(secret, str):
            return secret
        try:
            if isinstance(secret, SealedSecret):
                return self._seal.open_seal(secret.sealed, _keyring_user(chat, name))
            ring = self._open_keyring()
            return (ring.get_password(_SERVICE, _keyring_user(chat, name)) or "") if ring is not None else ""
        except Exception as error:
            _log.warning("A password cannot be read: %s.", error)
            return ""

    def _write_secret(self, chat: str, name: str, secret: str) -> None:
        before = self._chats.get(chat, {})
        if not secret:
            self._delete_secret(chat, name)
        elif before.get(name, "") is not None or self._read_secret(chat, name, None) != secret:
            user = _keyring_user(chat, name)
            sealed = None if self._is_in_keyring(user, secret) else SealedSecret(self._seal.seal(secret, user))
            self._chats[chat] = before | {name: sealed}
        self._write_file()

    def _is_in_keyring(self, user: str, secret: str) -> bool:
        """Return True if the keyring has taken the secret. A keyring that refuses, for example because the person has
        dismissed its question, is not asked for the next secrets of this run."""
        ring = None if self._refused else self._open_keyring()
        if ring is None:
            return False
        try:
            ring.set_password(_SERVICE, user, secret)
        except Exception as error:
            self._refused = True
            _log.warning("The keyring does not take a password: %s.", error)
        return not self._refused

    def _delete_chat(self, chat: str) -> None:
        for name in list(self._chats.get(chat, {})):
            self._delete_secret(chat, name)
        self._write_file()

    def _delete_secret(self, chat: str, name: str) -> None:
        held = self._chats.get(chat, {})
        if name in held and held.pop(name) is None:
            ring = self._open_keyring()
            try:
                if ring is not None:
                    ring.delete_password(_SERVICE, _keyring_user(chat, name))
            except Exception as error:
                _log.info("The keyring does not forget a password: %s.", error)
        if not held:
            self._chats.pop(chat, None)

    def _open_keyring(self) -> Keyring | None:
        if not self._asked:
            self._asked = True
            self._keyring = self._find_keyring()
        return self._keyring

    def _write_file(self) -> None:
        make_private(self._path.parent)
        write_whole(self._path, json.dumps(self._chats, ensure_ascii=False, indent=1, default=_as_json).encode())


def _keyring_user(chat: str, name: str) -> str:
    return f"{chat} {name}".strip()


def _as_json(secret: SealedSecret) -> dict[str, str]:
    return {"sealed": secret.sealed}


def _read_chat_secrets(secrets: Any) -> dict[str, HeldSecret]:
    """Return the secrets of a chat.

    Raises: TypeError, PartlyDamagedError.
    """
    if not isinstance(secrets, dict):
        raise TypeError
    undamaged: dict[str, HeldSecret] = {}
    for name, secret in secrets.items():
        if secret is None or isinstance(secret, str):
            undamaged[name] = secret
        elif isinstance(secret, dict) and isinstance(secret.get("sealed"), str):
            undamaged[name] = SealedSecret(secret["sealed"])
    if len(undamaged) < len(secrets):
        raise PartlyDamagedError(undamaged)
    return undamaged
