"""The texts of servers in words that the windows can translate: by the code that our server adds, or by the numeric.

Pure; GUI thread.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import TAG_TEXT
from desktop_chat.irc.message import Message
from desktop_chat.texts import CodedText
from desktop_chat.texts import client as texts
from desktop_chat.texts import hub as server
from desktop_chat.texts import server as connection
from desktop_chat.texts.codes import decode_json

NUMERICS: Mapping[str, CodedText] = {
    n.ERR_NOSUCHNICK: server.NO_SUCH_NICK,
    n.ERR_NOSUCHSERVER: server.NO_SUCH_SERVER,
    n.ERR_NOSUCHCHANNEL: server.NO_SUCH_CHANNEL,
    n.ERR_CANNOTSENDTOCHAN: server.CANNOT_SEND,
    n.ERR_TOOMANYCHANNELS: server.TOO_MANY_CHANNELS,
    n.ERR_WASNOSUCHNICK: server.NO_SUCH_FORMER_NICK,
    n.ERR_TOOMANYTARGETS: server.TOO_MANY_TARGETS,
    n.ERR_NOORIGIN: server.NO_ORIGIN,
    n.ERR_INVALIDCAPCMD: server.INVALID_CAP_COMMAND,
    n.ERR_NOTEXTTOSEND: server.NO_TEXT,
    n.ERR_INPUTTOOLONG: server.LINE_TOO_LONG,
    n.ERR_UNKNOWNCOMMAND: server.UNKNOWN_COMMAND,
    n.ERR_NONICKNAMEGIVEN: server.NO_NICK_GIVEN,
    n.ERR_ERRONEUSNICKNAME: server.NICK_INVALID,
    n.ERR_NICKNAMEINUSE: server.NICK_IN_USE,
    n.ERR_BANONCHAN: server.BANNED_NICK_CHANGE,
    n.ERR_USERNOTINCHANNEL: server.USER_NOT_ON_CHANNEL,
    n.ERR_NOTONCHANNEL: server.NOT_ON_CHANNEL,
    n.ERR_USERONCHANNEL: server.ALREADY_ON_CHANNEL,
    n.ERR_NOTREGISTERED: server.NOT_REGISTERED,
    n.ERR_NEEDMOREPARAMS: server.NOT_ENOUGH_PARAMETERS,
    n.ERR_ALREADYREGISTERED: server.ALREADY_REGISTERED,
    n.ERR_PASSWDMISMATCH: server.PASSWORD_INCORRECT,
    n.ERR_YOUREBANNEDCREEP: server.BANNED,
    n.ERR_UNKNOWNMODE: server.UNKNOWN_MODE,
    n.ERR_BANLISTFULL: server.CHANNEL_LIST_FULL,
    n.ERR_NOPRIVILEGES: server.NOT_SERVER_OPERATOR,
    n.ERR_CHANOPRIVSNEEDED: server.NOT_CHANNEL_OPERATOR,
    n.ERR_UMODEUNKNOWNFLAG: server.UNKNOWN_MODE_FLAG,
    n.ERR_USERSDONTMATCH: server.MODE_OF_OTHERS,
    n.ERR_HELPNOTFOUND: server.NO_HELP,
    n.ERR_TOOMANYKNOCK: server.KNOCKS_TOO_OFTEN,
    n.ERR_CHANOPEN: server.CHANNEL_OPEN,
    n.ERR_KNOCKONCHAN: server.YOU_ARE_ON_CHANNEL,
    n.ERR_MONLISTFULL: server.MONITOR_FULL,
    n.ERR_SASLFAIL: server.SASL_FAILED,
    n.ERR_SASLTOOLONG: server.SASL_TOO_LONG,
    n.ERR_SASLABORTED: server.SASL_ABORTED,
}
"""The texts of standard numerics, whatever words a server has for them."""


_QUIT_REASONS = {
    str(reason): reason
    for reason in (
        server.QUIT_BANNED,
        connection.CONNECTION_CLOSED,
        connection.CONNECTION_RESET,
        connection.ENCRYPTION_FAILED,
        connection.HOST_STOPPED,
        connection.INTERNAL_ERROR,
        connection.NOT_ENCRYPTED,
        connection.READS_TOO_SLOWLY,
    )
}
_OWN_REASON = "Quit: "
_TIMEOUT, _SECONDS = server.PING_TIMEOUT.template.split("{0}")


def quit_reason_of(reason: str) -> str:
    """Return the reason of a QUIT as people read it: a CodedText if a server gave the reason, else the person's words.

    Servers write `Quit: ` in front of a person's words.
    """
    if reason == "Quit" or reason.startswith(_OWN_REASON):
        return reason[len(_OWN_REASON) :]
    seconds = reason.removeprefix(_TIMEOUT).removesuffix(_SECONDS)
    if reason == f"{_TIMEOUT}{seconds}{_SECONDS}" and seconds.isdecimal():
        return server.PING_TIMEOUT(seconds)
    return _QUIT_REASONS.get(reason, reason)


def text_of(message: Message) -> str:
    """Return the last parameter of a line from a server.

    A text of our server is a CodedText. A numeric of another server gets the text of the numeric; where the server has
    words of its own, they are its English and stand behind its translation.
    """
    words = message.params[-1] if message.params else message.command
    coded = decode_json(message.tags.get(TAG_TEXT, ""), words)
    if coded is not words:
        return coded
    standard = NUMERICS.get(message.command)
    if standard is None:
        return words
    if words.rstrip(".").casefold() == standard.rstrip(".").casefold():
        return standard
    return texts.SERVER_WORDS(standard, words).in_words(words)
