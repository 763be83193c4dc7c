"""PRIVMSG, NOTICE and TAGMSG.

CTCP requests, messages to the operators of a room and most TAGMSGs are delivered and not stored.

Spec: https://modern.ircdocs.horse/#sending-messages
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_chat.hub import limits
from desktop_chat.hub.call import Call
from desktop_chat.hub.handlers.batches import gather
from desktop_chat.hub.live.view_bits import TAGS
from desktop_chat.hub.messaging.edits import edit_message
from desktop_chat.hub.messaging.kept_tags import are_kept
from desktop_chat.hub.messaging.resends import confirm_resend
from desktop_chat.hub.messaging.send import SendRequest, deliver
from desktop_chat.hub.moderation.enforce_bans import is_muted
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import RESEND, TAG_BATCH, TAG_EDIT, TAG_RESEND
from desktop_chat.irc.message import NO_TAGS
from desktop_chat.texts import hub as texts


def privmsg(call: Call) -> None:
    _send_words(call, "PRIVMSG")


def notice(call: Call) -> None:
    _send_words(call, "NOTICE")


def _send_words(call: Call, command: str) -> None:
    params, tags = call.message.params, call.message.tags
    if tags and TAG_BATCH in tags:
        gather(call)
        return
    if not params or not params[0]:
        raise Refusal(n.ERR_NORECIPIENT, texts.NO_RECIPIENT(command))
    if len(params) < 2 or not params[1]:
        raise Refusal(n.ERR_NOTEXTTOSEND, texts.NO_TEXT)
    if tags:
        speak(call, command, params[0], params[1], tags)
    else:
        _send_to_target(SendRequest(call, command, params[1], is_kept(params[1])), params[0])


def is_kept(text: str) -> bool:
    """Return True for text and actions, False for other CTCP."""
    return text[0] != "\x01" or text.startswith("\x01ACTION ")


def speak(call: Call, command: str, target: str, text: str, tags: Mapping[str, str], *, several: bool = False) -> None:
    """Send a message with tags, or with several lines (`several`, see `irc.multiline`)."""
    resend = tags.get(TAG_RESEND, "")[: limits.RESEND_LENGTH]
    request = SendRequest(
        call=call,
        command=command,
        text=text,
        kept=is_kept(text),
        tags=client_tags(tags),
        resend=resend,
        special=several,
    )
    if resend and "," not in target and confirm_resend(request, target, maybe_again=RESEND in tags):
        return
    if TAG_EDIT in request.tags:
        edit_message(request, target)
    else:
        _send_to_target(request, target)


def tagmsg(call: Call) -> None:
    """Send tags without text.

    Spec: https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message
    """
    if not call.seat.view_bits & TAGS:
        raise Refusal(n.ERR_UNKNOWNCOMMAND, "TAGMSG", texts.UNKNOWN_COMMAND)
    if not call.param_at(0):
        raise Refusal(n.ERR_NORECIPIENT, texts.NO_RECIPIENT("TAGMSG"))
    tags = {key: value for key, value in client_tags(call.message.tags).items() if key != TAG_EDIT}
    if is_muted(call.state, call.user) and not are_kept(tags):
        return
    _send_to_target(SendRequest(call, "TAGMSG", "", are_kept(tags), tags), call.params[0])


def client_tags(tags: Mapping[str, str]) -> Mapping[str, str]:
    """Return the tags that are relayed: well-formed client-only tags (`+name`)."""
    found = {key: value for key, value in tags.items() if key[0] == "+" and _is_tag_key(key[1:])}
    return found or NO_TAGS


def _is_tag_key(key: str) -> bool:
    letters = key.replace("-", "").replace("/", "").replace(".", "")
    return letters.isascii() and letters.isalnum()


def _send_to_target(request: SendRequest, target: str) -> None:
    if "," not in target:
        deliver(request, target, alone=True)
        return
    names = [name for name in dict.fromkeys(target.split(",")) if name]
    if len(names) > limits.MAX_TARGETS:
        raise Refusal(n.ERR_TOOMANYTARGETS, names[-1], texts.TOO_MANY_TARGETS)
    request.resend = ""  # a resend id names one Entry
    for name in names:
        deliver(request, name, alone=len(names) == 1)
