"""Permission to send a message: modes of the channel, modes of the person. Nothing here changes state."""

from __future__ import annotations

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.channel import LEADERS, Channel
from desktop_chat.hub.live.user import User
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.formatting import CODE
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import hub as texts


def require_speakable_channel(call: Call, name: str, command: str, text: str) -> Channel:
    """Return the channel.

    Raises: Refusal if the caller may not send the text there.
    """
    user = call.user
    channel = call.state.channels.get(fold_name(name))
    if channel is None or not channel.members or channel.hidden_from(user):
        raise Refusal(n.ERR_NOSUCHCHANNEL, name, texts.NO_SUCH_CHANNEL)
    letters = channel.members.get(user)
    if not letters:
        _require_voice(channel, user, outside=letters is None)
    _require_allowed_text(channel, command, text)
    return channel


def _require_voice(channel: Channel, user: User, *, outside: bool) -> None:
    modes = channel.modes
    if (outside and "n" in modes) or "m" in modes or channel.is_silenced(user):
        raise Refusal(n.ERR_CANNOTSENDTOCHAN, channel.name, texts.CANNOT_SEND)
    if "M" in modes and not user.account:
        raise Refusal(n.ERR_CANNOTSENDTOCHAN, channel.name, texts.CANNOT_SEND_WITHOUT_ACCOUNT)


def _require_allowed_text(channel: Channel, command: str, text: str) -> None:
    modes = channel.modes
    if "T" in modes and command == "NOTICE":
        raise Refusal(n.ERR_CANNOTSENDTOCHAN, channel.name, texts.CANNOT_SEND_NOTICES)
    if "C" in modes and text.startswith("\x01") and not text.startswith("\x01ACTION"):
        raise Refusal(n.ERR_CANNOTSENDTOCHAN, channel.name, texts.CANNOT_SEND_CTCP)
    if "c" in modes and CODE.search(text):
        raise Refusal(n.ERR_CANNOTSENDTOCHAN, channel.name, texts.CANNOT_SEND_COLOURS)


def text_as_shown_in(channel: Channel, text: str) -> str:
    """Return the text without formatting if the channel is +S.

    Raises: Refusal if no text is left.
    """
    if "S" not in channel.modes or not text:
        return text
    plain = CODE.sub("", text)
    if not plain.strip("\r\n"):
        raise Refusal(n.ERR_NOTEXTTOSEND, texts.NO_TEXT)
    return plain


def is_moderators_only(channel: Channel, user: User) -> bool:
    """Return whether only moderators get the User's messages (+U)."""
    return "U" in channel.modes and not channel.members.get(user)


def moderators_of(channel: Channel) -> list[User]:
    """Return the moderators among the members."""
    return [member for member in channel.members if channel.has_role(member, LEADERS)]


def require_reachable_person(call: Call, target: User) -> None:
    """Require that `target` accepts messages of the caller, and accept replies of `target`.

    Raises: Refusal if `target` accepts only people with an account (+R), and has not accepted the caller.
    """
    user = call.user
    known = user.account or user.operator or user is target or user in target.accepted
    if "R" in target.modes and not known:
        raise Refusal(n.ERR_NEEDREGGEDNICK, target.nick, texts.PERSON_NEEDS_ACCOUNT)
    if "R" in user.modes:
        user.accept_sender(target)
