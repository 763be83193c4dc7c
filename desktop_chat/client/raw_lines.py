"""Raw lines: the Messages of a connection as a console shows them, without passwords. Pure."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.network_services import is_service
from desktop_chat.client.service_secrets import MASK, mask_secrets
from desktop_chat.irc.message import Message, ProtocolError, encode_message

_SECRET_FROM = {"PASS": 0, "OPER": 1, "REGISTER": 2, "VERIFY": 1, "JOIN": 1, "WEBIRC": 0}
"""By command: the number of the first parameter that may be a password."""
_SHORTHANDS = frozenset({"NS", "CS", "NICKSERV", "CHANSERV", "AUTHSERV"})
_MECHANISM = 20
"""Characters of the longest name of a mechanism; longer parameters of AUTHENTICATE are data."""


def show_raw_line(message: Message, *, sent: bool) -> str:
    """Return the line with its direction in front."""
    try:
        text = encode_message(_without_secrets(message)).decode("utf-8", "replace").rstrip("\r\n")
    except ProtocolError as error:
        text = f"{message.command} ({error.detail})"
    return f"{'→' if sent else '←'} {text}"


def _without_secrets(message: Message) -> Message:
    command, params = message.command.upper(), message.params
    if command == "AUTHENTICATE":
        secret = [word for word in params if len(word) > _MECHANISM or word != word.upper() or word.endswith("=")]
        return replace(message, params=(MASK,)) if secret else message
    if command in ("PRIVMSG", "NOTICE") and len(params) > 1 and is_service(params[0]):
        return replace(message, params=(params[0], mask_secrets(params[1])))
    if command in _SHORTHANDS:
        masked = mask_secrets(" ".join(params))
        return replace(message, params=(masked,)) if masked.endswith(MASK) else message
    first = _SECRET_FROM.get(command)
    if first is None or len(params) <= first or (command == "JOIN" and message.source):
        return message
    return replace(message, params=(*params[:first], *(MASK for _ in params[first:])))
