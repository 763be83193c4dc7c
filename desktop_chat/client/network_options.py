"""NetworkOptions: the settings of one network beside its address, as the form of the network shows them. Pure.

Passwords and the commands after connecting, which may hold passwords, are no options: the SecretStore keeps them.
"""

from __future__ import annotations

import codecs
from typing import Any

from desktop_chat.client import proxy_address
from desktop_chat.client.login_services import LoginService
from desktop_chat.value_class import field_names, value

ENCODINGS = (
    "cp1252", "iso8859-2", "cp1250", "iso8859-15", "koi8-r", "koi8-u", "cp1251", "iso8859-7", "iso8859-9", "cp1255",
    "cp1256", "gb18030", "big5hkscs", "euc_kr", "euc_jp", "iso2022_jp", "shift_jis", "tis-620",
)  # fmt: skip
DEFAULT_ENCODING = "cp1252"
NO_CERTIFICATE_FILE = "none"
"""The value of `certificate` for a person who presents none."""
SENDS_ENCODED = "encoded"
_MOST_NAMES = 50


@value
class NetworkOptions:
    """The fields hold what the person typed; "" stands for the default."""

    other_nicks: str = ""
    """Nicks to try if the wanted one is taken, with spaces between."""
    username: str = ""
    realname: str = ""
    service: str = ""
    """A LoginService."""
    rooms: str = ""
    """Rooms to enter after each start, with spaces between."""
    certificate: str = ""
    """A PEM file with certificate and key, "" for the own key of the chat, or NO_CERTIFICATE_FILE."""
    encoding: str = ""
    """Of messages that are not UTF-8."""
    sending: str = ""
    """SENDS_ENCODED if own messages leave in that encoding too, else UTF-8."""
    proxy: str = ""
    """As `str(ProxyAddress)`; the password is with the secrets."""

    def nick_list(self) -> tuple[str, ...]:
        return tuple(self.other_nicks.replace(",", " ").split())[:_MOST_NAMES]

    def room_list(self) -> tuple[str, ...]:
        return tuple(self.rooms.replace(",", " ").split())[:_MOST_NAMES]

    def login_service(self) -> LoginService:
        """Return the service that logs in where SASL does not. A service of a newer version is none."""
        known = {service.value: service for service in LoginService}
        return known.get(self.service, LoginService.NONE)

    def proxy_address(self) -> proxy_address.ProxyAddress | None:
        """Return the proxy, or None. Raises: AddressError."""
        return proxy_address.parse_proxy(self.proxy) if self.proxy else None

    def fallback_encoding(self) -> str:
        """Return the encoding of messages that are not UTF-8; the default for an unknown one."""
        try:
            return codecs.lookup(self.encoding or DEFAULT_ENCODING).name
        except LookupError:
            return DEFAULT_ENCODING

    def sending_encoding(self) -> str:
        """Return the encoding in which own messages leave."""
        return self.fallback_encoding() if self.sending == SENDS_ENCODED else "utf-8"


NO_OPTIONS = NetworkOptions()


def read_options(data: Any) -> tuple[NetworkOptions, list[str]]:
    """Return the options in a JSON value, and the names of damaged fields. Fields of a newer version are ignored."""
    if not isinstance(data, dict):
        return NO_OPTIONS, ["options"]
    names = [name for name in field_names(NetworkOptions) if name in data]
    damaged = [name for name in names if not isinstance(data[name], str)]
    return NetworkOptions(**{name: data[name] for name in names if name not in damaged}), damaged
