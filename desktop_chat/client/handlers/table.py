"""Which handler a command has. One row each; numerics without a row are shown in words (answers.answer)."""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client.context import Context
from desktop_chat.client.handlers import answers, messages, people, registration, rooms
from desktop_chat.irc.message import Message

Handler = Callable[[Context, Message], None]

HANDLERS: dict[str, Handler] = {
    "CAP": registration.cap,
    "ERROR": registration.error,
    "001": registration.welcome,
    "005": registration.isupport,
    "376": registration.end_of_motd,
    "422": registration.end_of_motd,
    "432": registration.erroneous_nick,
    "433": registration.nick_in_use,
    "436": registration.nick_in_use,
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
    "305": people.own_away,
    "306": people.own_away,
    "352": people.who,
    "353": people.names,
    "366": people.end_of_names,
    "MODE": rooms.mode,
    "TOPIC": rooms.topic,
    "324": rooms.modes_are,
    "331": rooms.topic_is,
    "332": rooms.topic_is,
    "333": rooms.topic_set_by,
    "NOTICE": messages.notice,
    "PONG": messages.pong,
    "PRIVMSG": messages.privmsg,
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
