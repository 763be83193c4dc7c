"""Which handler a command has. One row each; numerics without a row are shown in words (answers.answer)."""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client.context import Context
from desktop_chat.client.handlers import answers, bouncers, messages, people, registration, rooms
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message

Handler = Callable[[Context, Message], None]

HANDLERS: dict[str, Handler] = {
    "ACK": answers.acknowledged,
    "AUTHENTICATE": bouncers.authenticate,
    "BOUNCER": bouncers.bouncer,
    "CAP": registration.cap,
    n.RPL_SASLSUCCESS: registration.login_answered,
    n.ERR_SASLFAIL: registration.login_answered,
    n.ERR_SASLTOOLONG: registration.login_answered,
    n.ERR_SASLABORTED: registration.login_answered,
    n.ERR_INVALIDCAPCMD: registration.cap_refused,
    "ERROR": registration.error,
    n.RPL_WELCOME: registration.welcome,
    n.RPL_MYINFO: registration.software,
    n.RPL_ISUPPORT: registration.isupport,
    n.RPL_ENDOFMOTD: registration.end_of_motd,
    n.ERR_NOMOTD: registration.end_of_motd,
    n.ERR_PASSWDMISMATCH: registration.password_refused,
    n.ERR_ERRONEUSNICKNAME: registration.erroneous_nick,
    n.ERR_NICKNAMEINUSE: registration.nick_in_use,
    n.ERR_NICKCOLLISION: registration.nick_in_use,
    n.ERR_UNAVAILRESOURCE: registration.nick_in_use,
    "ACCOUNT": people.account,
    "AWAY": people.away,
    "CHGHOST": people.chghost,
    "INVITE": people.invite,
    "JOIN": people.join,
    "KICK": people.kick,
    "NICK": people.nick,
    "PART": people.part,
    "QUIT": people.quit_,
    "SETNAME": people.setname,
    n.RPL_AWAY: answers.away_is,
    n.RPL_UNAWAY: people.own_away,
    n.RPL_NOWAWAY: people.own_away,
    n.RPL_INVITING: answers.inviting,
    n.RPL_WHOREPLY: people.who,
    n.RPL_WHOSPCRPL: people.whox,
    n.RPL_NAMREPLY: people.names,
    n.RPL_ENDOFNAMES: people.end_of_names,
    "MODE": rooms.mode,
    "TOPIC": rooms.topic,
    n.RPL_WHOISIDLE: answers.idle,
    n.RPL_LIST: answers.listed,
    n.RPL_LISTEND: answers.end_of_list,
    n.RPL_CHANNELMODEIS: rooms.modes_are,
    n.RPL_UMODEIS: rooms.own_modes_are,
    n.RPL_CHANNEL_URL: answers.address_of_room,
    n.RPL_NOTOPIC: rooms.topic_is,
    n.RPL_TOPIC: rooms.topic_is,
    n.RPL_TOPICWHOTIME: rooms.topic_set_by,
    "MARKREAD": messages.mark_read,
    "NOTICE": messages.notice,
    "PONG": messages.pong,
    "PRIVMSG": messages.privmsg,
    "REDACT": messages.redact,
    "TAGMSG": messages.tagmsg,
    "WALLOPS": messages.wallops,
    "FAIL": answers.standard_reply,
    "NOTE": answers.standard_reply,
    "WARN": answers.standard_reply,
}


def handle(c: Context, message: Message) -> None:
    """One message that stands alone or whose batch is of no importance."""
    handler = HANDLERS.get(message.command)
    if handler is not None:
        handler(c, message)
    elif message.command.isdigit():
        answers.answer(c, message)
