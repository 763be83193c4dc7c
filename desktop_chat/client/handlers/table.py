"""The table of handlers by command. `answers` shows numerics without a row."""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client.context import Context
from desktop_chat.client.handlers import answers, bouncers, cap, messages, nick_choice, people, registration, rooms
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message

MessageHandler = Callable[[Context, Message], None]

HANDLERS: dict[str, MessageHandler] = {
    "ACK": answers.acknowledged,
    "AUTHENTICATE": bouncers.authenticate,
    "BOUNCER": bouncers.bouncer,
    "CAP": cap.handle_cap,
    n.RPL_SASLSUCCESS: cap.login_answered,
    n.ERR_SASLFAIL: cap.login_answered,
    n.ERR_SASLTOOLONG: cap.login_answered,
    n.ERR_SASLABORTED: cap.login_answered,
    n.ERR_INVALIDCAPCMD: cap.cap_refused,
    "ERROR": registration.handle_error,
    n.RPL_WELCOME: registration.handle_welcome,
    n.RPL_MYINFO: registration.handle_software,
    n.RPL_ISUPPORT: registration.handle_isupport,
    n.RPL_ENDOFMOTD: registration.end_of_motd,
    n.ERR_NOMOTD: registration.end_of_motd,
    n.ERR_PASSWDMISMATCH: registration.password_refused,
    n.ERR_ERRONEUSNICKNAME: nick_choice.erroneous_nick,
    n.ERR_NICKNAMEINUSE: nick_choice.nick_in_use,
    n.ERR_NICKCOLLISION: nick_choice.nick_in_use,
    n.ERR_UNAVAILRESOURCE: nick_choice.nick_in_use,
    "ACCOUNT": people.handle_account,
    "AWAY": people.handle_away,
    "CHGHOST": people.handle_chghost,
    "INVITE": people.handle_invite,
    "JOIN": people.handle_join,
    "KICK": people.handle_kick,
    "NICK": people.handle_nick,
    "PART": people.handle_part,
    "QUIT": people.handle_quit,
    "SETNAME": people.handle_setname,
    n.RPL_AWAY: answers.away_is,
    n.RPL_UNAWAY: people.own_away,
    n.RPL_NOWAWAY: people.own_away,
    n.RPL_INVITING: answers.handle_inviting,
    n.RPL_WHOREPLY: people.handle_who,
    n.RPL_WHOSPCRPL: people.handle_whox,
    n.RPL_NAMREPLY: people.handle_names,
    n.RPL_ENDOFNAMES: people.end_of_names,
    "MODE": rooms.handle_mode,
    "TOPIC": rooms.handle_topic,
    n.RPL_WHOISIDLE: answers.handle_idle,
    n.RPL_LIST: answers.handle_listed_room,
    n.RPL_LISTEND: answers.end_of_list,
    n.RPL_CHANNELMODEIS: rooms.modes_are,
    n.RPL_UMODEIS: rooms.own_modes_are,
    n.RPL_CHANNEL_URL: answers.address_of_room,
    n.RPL_NOTOPIC: rooms.topic_is,
    n.RPL_TOPIC: rooms.topic_is,
    n.RPL_TOPICWHOTIME: rooms.topic_set_by,
    "MARKREAD": messages.mark_read,
    "NOTICE": messages.handle_notice,
    "PONG": messages.handle_pong,
    "PRIVMSG": messages.handle_privmsg,
    "REDACT": messages.handle_redact,
    "TAGMSG": messages.handle_tagmsg,
    "WALLOPS": messages.handle_wallops,
    "FAIL": answers.standard_reply,
    "NOTE": answers.standard_reply,
    "WARN": answers.standard_reply,
}


def handle_message(c: Context, message: Message) -> None:
    """Handle a Message outside a batch, or in a batch without a meaning for us."""
    handler = HANDLERS.get(message.command)
    if handler is not None:
        handler(c, message)
    elif message.command.isdigit():
        answers.handle_other_numeric(c, message)
