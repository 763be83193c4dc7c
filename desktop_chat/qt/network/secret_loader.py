"""SecretLoader: looks up the secrets of one chat before its first connection, and learns new secrets. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QThread, Signal

from desktop_chat.client import connect_commands
from desktop_chat.client.secret_store import ACCOUNT, CONNECT_COMMANDS, INVITATION, PASSWORD, PROXY_PASSWORD, UseSecrets
from desktop_chat.client.session import Session

_NO_ROOMS = frozenset((PASSWORD, ACCOUNT, INVITATION, PROXY_PASSWORD, CONNECT_COMMANDS))


class SecretLoader(QObject):
    """Gives passwords and keys to the Session."""

    done = Signal()  # the secrets are known, so the network can connect
    learned = Signal(str, str)  # a name of client.secret_store and its secret, "" to forget it
    _found = Signal(object)

    def __init__(self, session: Session, load: Callable[[UseSecrets], None], parent: QObject) -> None:
        """`load` looks the secrets up and gives them to its argument, on any thread."""
        super().__init__(parent)
        self._session = session
        self._load = load
        self._kept: dict[str, str] = {}
        self._asked = False
        self._wanted = False
        self.known = False
        """True once the secrets were looked up."""
        self._typed = ""
        """A typed password, until the server accepts it."""
        self._token = ""
        """The token of a link, until the server accepts it."""
        self._once = False
        """The token counts once, and is not kept."""
        self._typed_account: tuple[str, str] | None = None
        """A typed account and its password, until the server accepts it."""
        self._account_before = ("", "")
        """The account and its password before the typed ones."""
        self._found.connect(self._take_secrets, Qt.ConnectionType.QueuedConnection)

    def load_secrets(self) -> None:
        """Look the secrets up. `done` follows, unless `cancel_loading` comes first."""
        self._wanted = True
        if not self._asked:
            self._asked = True
            self._load(self._on_found)

    def cancel_loading(self) -> None:
        """Do not emit `done` for the current look-up."""
        self._wanted = False

    def give_password(self, password: str) -> None:
        """Use a typed password, and keep it once the server accepts it."""
        self._typed = password
        self._session.give_password(password)

    def give_token(self, token: str, *, once: bool = False) -> None:
        """Use the token of an invitation in place of a password, and keep it once the server accepts it, unless it
        counts only `once`."""
        self._typed, self._token, self._once = "", token, once
        self._session.give_password(token)

    def give_account(self, account: str, password: str, code: str = "") -> None:
        """Log in to the account from the next connection on, and keep the password once the server accepts it.
        `code`: of another device, in place of a password; it counts once."""
        person = self._session.person
        if self._typed_account is None:
            self._account_before = person.account, person.account_password
        self._typed_account = account, password
        self._session.give_account(account, password, code)

    def drop_account(self) -> None:
        """Go back to the account before the typed one, which the server has refused."""
        if self._typed_account is not None:
            self._typed_account = None
            self._session.give_account(*self._account_before)

    def keep_account(self) -> bool:
        """Keep the typed password of the account: the person is logged in. Return False if none was typed."""
        typed, self._typed_account = self._typed_account, None
        if typed is not None:
            self.keep_secret(ACCOUNT, typed[1])
            self._session.give_account(*typed)
        return typed is not None

    def keep_proved(self) -> None:
        """Keep the typed password: the server has let the person in."""
        if self._typed:
            self.keep_secret(PASSWORD, self._typed)
            self._typed = ""
        elif self._token and self._once:
            self._token = ""
            self._session.give_password(self._kept.get(PASSWORD, "") or self._kept.get(INVITATION, ""))
        elif self._token:
            self.keep_secret(INVITATION, self._token)
            self.keep_secret(PASSWORD, "")
            self._token = ""

    def keep_secret(self, name: str, secret: str) -> None:
        """Report a secret as learned if it differs from the kept one."""
        if self._kept.get(name, "") != secret:
            self._kept[name] = secret
            self.learned.emit(name, secret)

    def renew_secrets(self, account: str, changed: Mapping[str, str]) -> None:
        """Use the account and these changed secrets from the next connection on."""
        self._typed_account = None
        self._session.give_account(account, "")
        if self.known:
            self._use_secrets({**self._kept, **changed})

    def secret(self, name: str) -> str:
        """Return a secret that was looked up, or ""."""
        return self._kept.get(name, "")

    def _use_secrets(self, secrets: Mapping[str, str]) -> None:
        self._kept = {**secrets}
        kept = secrets.get(PASSWORD, "") or secrets.get(INVITATION, "")
        self._session.give_password(self._typed or self._token or kept)
        if self._typed_account is None:
            self._session.give_account(self._session.person.account, secrets.get(ACCOUNT, ""))
        self._session.give_connect_commands(connect_commands.parse_commands(secrets.get(CONNECT_COMMANDS, "")))
        self._session.know_keys({name: key for name, key in secrets.items() if name not in _NO_ROOMS})

    def _on_found(self, secrets: Mapping[str, str]) -> None:
        """Thread: any."""
        if QThread.currentThread() is self.thread():
            self._take_secrets(secrets)
        else:
            self._found.emit(secrets)

    def _take_secrets(self, secrets: Mapping[str, str]) -> None:
        self.known = True
        self._use_secrets(secrets)
        if self._wanted:
            self._wanted = False
            self.done.emit()
