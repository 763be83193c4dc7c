"""ChatAddress: the address of a chat that a person types, or an irc:// link.

Links follow draft-butcher-irc-url-04 as far as clients agree on it. `k` carries the beginning of the hash of the
server's public key, and `fp` of older links the whole, so that a person with a link is not asked about a certificate.

Spec: https://datatracker.ietf.org/doc/html/draft-butcher-irc-url-04
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import parse_qs, quote, unquote, urlencode

from desktop_chat.late_pattern import late_pattern
from desktop_chat.net.addresses import DEFAULT_PORT, AddressError, ListenAddress, parse_address
from desktop_chat.net.fingerprints import NO_KEY, KeyPin, is_fingerprint, read_short_pin, short_pin_letters
from desktop_chat.texts import client as texts
from desktop_chat.texts import net as net_texts
from desktop_chat.value_class import value

TLS_PORT = DEFAULT_PORT
PLAIN_PORT = 6667
PLAIN_PORTS = frozenset(range(6660, 6670))
"""Ports of IRC without encryption, by convention. A `+` before the port means TLS all the same."""
_WEB_PORTS = {"https": 443, "http": 80}
"""The schemes of links that open in browsers too, with their ports. This program always encrypts, because such a link
carries the hash of the server's key."""
_LINK_STARTS = ("irc://", "ircs://", "https://", "http://")
_CHANNEL_SIGNS = "#&+!"
_KEY, _WHOLE_KEY = "k", "fp"
_ELSEWHERE = "at"
"""Our own parameter: further addresses of the chat, with commas between them."""
MOST_ELSEWHERE = 5
_MSGID = "msgid"
"""Our own parameter: the link leads to this message of the room."""
_MSGID_MAX = 500
_CODE_MAX = 100
_TOKEN, _OWNER_TOKEN = "t", "o"
"""Our own parameters: the token of an invitation link, and of an owner's link."""
_TOKEN_MAX = 60
_PORT_BEHIND = late_pattern(r"([^/\s]+)(?:/|\s+)(\+?[0-9]{1,5})")
_PORT_WITH_SIGN = late_pattern(r"(.+):\+([0-9]{1,5})")


@value
class ChatAddress:
    """A chat, and perhaps a room in it. `fingerprint` is the KeyPin of the server, short perhaps, or ""."""

    host: str
    port: int
    tls: bool = True
    room: str = ""
    fingerprint: KeyPin = NO_KEY
    msgid: str = ""
    """A message of the room."""
    account: str = ""
    """The account of the person who follows the link, with `code`."""
    code: str = ""
    """Words by which a further device logs in to the account, once."""
    token: str = ""
    """The token of an invitation link, which lets people in."""
    owns: bool = False
    """The token makes this computer the owner's, once."""
    elsewhere: tuple[ListenAddress, ...] = ()
    """Further addresses of the chat. A server there has to prove the key."""

    def __str__(self) -> str:
        return str(ListenAddress(self.host, self.port))


def parse_chat_address(text: str) -> ChatAddress:
    """Parse `host`, `host:port`, `[v6]:port`, `host/#room`, or a link.

    `host/port`, `host port` and `host:+port` (TLS) are understood too: other clients write addresses so.
    Raises: AddressError.
    """
    text = _with_colon(text.strip())
    if not text:
        raise AddressError(texts.ADDRESS_MISSING)
    if any(ord(char) < 32 or char.isspace() for char in text):
        raise AddressError(texts.ADDRESS_HAS_SPACES)
    if "://" in text:
        return _parse_link(text)
    where, _, room = text.partition("/")
    address, must_encrypt = _parse_host_and_port(where, TLS_PORT)
    tls = must_encrypt or address.port not in PLAIN_PORTS
    return ChatAddress(address.host, _check_port(address.port, text), tls, _room_name(unquote(room)))


def _with_colon(text: str) -> str:
    """Return `host/6697` and `host 6697` as `host:6697`. Any other text stays as it is."""
    found = _PORT_BEHIND.fullmatch(text)
    if found is None:
        return text
    host, port = found.groups()
    if host.count(":") > 1 and not host.startswith("["):
        return f"[{host}]:{port}"
    return text if host.rpartition("]")[2].count(":") else f"{host}:{port}"


def _parse_host_and_port(where: str, default_port: int) -> tuple[ListenAddress, bool]:
    """Return the address, and True if a `+` before the port demands TLS.

    Raises: AddressError.
    """
    found = _PORT_WITH_SIGN.fullmatch(where)
    return parse_address(":".join(found.groups()) if found else where, default_port), found is not None


def is_link(text: str) -> bool:
    """Return True if the text, perhaps from the clipboard, is a valid link of a chat."""
    text = text.strip()
    if not text.lower().startswith(_LINK_STARTS) or len(text) > 2000:
        return False
    try:
        parse_chat_address(text)
    except AddressError:
        return False
    return True


def make_link(place: ChatAddress, web: str = "") -> str:
    """Return the link of a chat.

    `web`: the scheme of a link that opens in browsers too, https or http. A link of this kind needs a fingerprint.
    """
    scheme = web or ("ircs" if place.tls else "irc")
    query = [(_KEY, short_pin_letters(place.fingerprint))] if place.fingerprint and place.tls else []
    if query and place.elsewhere:
        query.append((_ELSEWHERE, ",".join(_short_address(one, place.port) for one in place.elsewhere)))
    if place.token and place.tls:
        query.append((_OWNER_TOKEN if place.owns else _TOKEN, place.token))
    if place.msgid:
        query.append((_MSGID, place.msgid))
    if place.account and place.code and place.tls:
        query += [("account", place.account), ("code", place.code)]
    room = quote(place.room, safe="#") or ("#" if web else "")  # what follows the `#` never leaves a browser
    link = f"{scheme}://{place}/{room}"
    return f"{link}?{urlencode(query, safe=',:[]')}" if query else link


def _short_address(address: ListenAddress, port: int) -> str:
    """Return an address without the port if the port is that of the link."""
    return str(address) if address.port != port else str(address).rpartition(":")[0]


def make_address(place: ChatAddress) -> str:
    """Return the address that leads to the chat without the room, or a link if an address cannot say all."""
    there = ChatAddress(place.host, place.port, place.tls, "", place.fingerprint)
    return str(there) if parse_chat_address(str(there)) == there else make_link(there)


def _parse_link(text: str) -> ChatAddress:
    scheme, _, rest = text.partition("://")
    scheme = scheme.lower()
    # Not by urllib: in other links `#` begins a fragment, in these links the name of a room.
    rest, _, query = rest.partition("?")
    values = parse_qs(query)
    web = _WEB_PORTS.get(scheme) if _KEY in values or _WHOLE_KEY in values else None
    if scheme not in ("irc", "ircs") and web is None:
        raise AddressError(texts.LINK_SCHEME_UNKNOWN(scheme))
    where, _, path = rest.partition("/")
    tls = scheme != "irc"
    address, must_encrypt = _parse_host_and_port(where.rpartition("@")[2], web or (TLS_PORT if tls else PLAIN_PORT))
    tls = tls or must_encrypt
    fingerprint = _read_pin(values)
    if fingerprint and not tls:
        raise AddressError(texts.LINK_KEY_WITHOUT_TLS)
    name = "" if path == "#" else unquote(path.partition(",")[0])
    room = _room_name(name)
    msgid = values.get(_MSGID, [""])[0][:_MSGID_MAX] if room else ""
    account, code = (values.get(key, [""])[0][:_CODE_MAX] if tls else "" for key in ("account", "code"))
    account, code = (account, code) if account and code else ("", "")
    owner_token = values.get(_OWNER_TOKEN, [""])[0][:_TOKEN_MAX] if fingerprint else ""
    return ChatAddress(
        address.host,
        _check_port(address.port, text),
        tls=tls,
        room=room,
        fingerprint=fingerprint,
        msgid=msgid,
        account=account,
        code=code,
        token=(owner_token or values.get(_TOKEN, [""])[0][:_TOKEN_MAX]) if tls else "",
        owns=bool(owner_token and tls),
        elsewhere=_read_elsewhere(values.get(_ELSEWHERE, [""])[0], address.port) if fingerprint else (),
    )


def _read_pin(values: Mapping[str, list[str]]) -> KeyPin:
    """Return the KeyPin of a link, NO_KEY for a link without one.

    Raises: AddressError for a damaged one.
    """
    whole, short = (values.get(name, [""])[0] for name in (_WHOLE_KEY, _KEY))
    pin = KeyPin(whole.lower()) if whole else read_short_pin(short)
    if (whole and not is_fingerprint(pin)) or (short and not pin):
        raise AddressError(texts.LINK_KEY_DAMAGED)
    return pin


def _read_elsewhere(text: str, port: int) -> tuple[ListenAddress, ...]:
    """Return further addresses. An address that this program does not know is left out."""
    found = []
    for part in text.split(",")[:MOST_ELSEWHERE]:
        with suppress(AddressError):
            address = parse_address(part, port)
            if address.port:
                found.append(address)
    return tuple(found)


def _room_name(name: str) -> str:
    """Return the name of the room with its sign, which many links leave out."""
    if not name or name[0] in _CHANNEL_SIGNS:
        return name
    return f"#{name}"


def _check_port(port: int, text: str) -> int:
    if port == 0:
        raise AddressError(net_texts.PORT_OUT_OF_RANGE(repr(text), 1))
    return port
