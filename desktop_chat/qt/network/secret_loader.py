"""Unlocking: what is kept secret of one chat, looked up before its first connection and learned in the later ones.
GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QThread, Signal

from desktop_chat.client.secret_store import PASSWORD, UseSecrets
from desktop_chat.client.session import Session


class SecretLoader(QObject):
    """`load` looks the secrets up and gives them to a callable, on any thread."""

    done = Signal()  # the secrets are known: connect
    learned = Signal(str, str)  # a name (client.secrets) and what to keep under it, "" to forget that
    _found = Signal(object)

    def __init__(self, session: Session, load: Callable[[UseSecrets], None], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._load = load
        self._kept: dict[str, str] = {}
        self._asked = False
        self._wanted = False
        self.known = False
        """Whether the secrets were looked up."""
        self._typed = ""
        """A password that a person has given, until the server has taken it."""
        self._found.connect(self._take_secrets, Qt.ConnectionType.QueuedConnection)

    def load_secrets(self) -> None:
        """Look the secrets up; `done` follows, unless `cancel` comes before."""
        self._wanted = True
        if not self._asked:
            self._asked = True
            self._load(self._on_found)

    def cancel_loading(self) -> None:
        """Nobody waits for the secrets any more."""
        self._wanted = False

    def give_password(self, password: str) -> None:
        """Use a password that a person has typed; it is kept once the server has taken it."""
        self._typed = password
        self._session.give_password(password)

    def keep_proved(self) -> None:
        """The server has let us in."""
        if self._typed:
            self.keep_secret(PASSWORD, self._typed)
            self._typed = ""

    def keep_secret(self, name: str, secret: str) -> None:
        """This is right: keep it."""
        if self._kept.get(name, "") != secret:
            self._kept[name] = secret
            self.learned.emit(name, secret)

    def _on_found(self, secrets: Mapping[str, str]) -> None:
        """Thread: any."""
        if QThread.currentThread() is self.thread():
            self._take_secrets(secrets)
        else:
            self._found.emit(secrets)

    def _take_secrets(self, secrets: Mapping[str, str]) -> None:
        self.known = True
        self._kept = {**secrets}
        self._session.give_password(self._typed or secrets.get(PASSWORD, ""))
        self._session.know_keys({name: key for name, key in secrets.items() if name != PASSWORD})
        if self._wanted:
            self._wanted = False
            self.done.emit()
