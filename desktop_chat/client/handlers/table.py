"""The table of handlers by command. `answers` shows numerics without a row."""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client.context import Context
from desktop_chat.client.handlers import (
    accounts,
    answers,
    bouncers,
    cap,
    entering,
    files,
    invitations,
    login,
    messages,
    metadata,
    mode_lists,
    monitor,
    motd,
    nick_choice,
    people,
    registration,
    rooms,
    whois,
)
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message

MessageHandler = Callable[[Context, Message], None]

HANDLERS: dict[str, MessageHandler] = {
    "ACK": answers.handle_ack,
    "AUTHENTICATE": login.handle_authenticate,
    "BOUNCER": bouncers.handle_bouncer,
    "CAP": cap.handle_cap,
    n.RPL_SASLSUCCESS: cap.handle_login_answer,
    n.ERR_SASLFAIL: cap.handle_login_answer,
    n.ERR_SASLTOOLONG: cap.handle_login_answer,
    n.ERR_SASLABORTED: cap.handle_login_answer,
    n.ERR_NICKLOCKED: cap.handle_login_answer,
    n.ERR_SASLALREADY: cap.handle_login_answer,
    n.RPL_SASLMECHS: login.handle_mechanisms,
    n.RPL_LOGGEDIN: login.handle_logged_in,
    n.RPL_LOGGEDOUT: login.handle_logged_out,
    "REGISTER": accounts.handle_registration,
    "DEVICE": accounts.handle_device_code,
    "VERIFY": accounts.handle_registration,
    n.ERR_INVALIDCAPCMD: cap.handle_cap_refusal,
    "FILEHOST": files.handle_filehost,
    "ERROR": registration.handle_error,
    n.RPL_WELCOME: registration.handle_welcome,
    n.RPL_MYINFO: registration.handle_software,
    n.RPL_ISUPPORT: registration.handle_isupport,
    n.RPL_MOTDSTART: motd.handle_motd_start,
    n.RPL_MOTD: motd.handle_motd,
    n.RPL_ENDOFMOTD: registration.handle_end_of_motd,
    n.ERR_NOMOTD: registration.handle_end_of_motd,
    n.ERR_PASSWDMISMATCH: registration.handle_password_refusal,
    n.ERR_ERRONEUSNICKNAME: nick_choice.handle_erroneous_nick,
    n.ERR_NICKNAMEINUSE: nick_choice.handle_nick_in_use,
    n.ERR_NICKCOLLISION: nick_choice.handle_nick_in_use,
    n.ERR_UNAVAILRESOURCE: nick_choice.handle_nick_in_use,
    "ACCOUNT": people.handle_account,
    "AWAY": people.handle_away,
    "CHGHOST": people.handle_chghost,
    "INVITE": invitations.handle_invite,
    "JOIN": people.handle_join,
    "KICK": people.handle_kick,
    "NICK": people.handle_nick,
    "PART": people.handle_part,
    "QUIT": people.handle_quit,
    "SETNAME": people.handle_setname,
    n.RPL_AWAY: answers.handle_away_reply,
    n.RPL_UNAWAY: people.handle_own_away,
    n.RPL_NOWAWAY: people.handle_own_away,
    n.RPL_INVITING: answers.handle_inviting,
    n.RPL_ENDOFWHO: answers.handle_end_of_who,
    n.RPL_WHOREPLY: people.handle_who,
    n.RPL_WHOSPCRPL: people.handle_whox,
    n.RPL_NAMREPLY: people.handle_names,
    n.RPL_ENDOFNAMES: people.handle_end_of_names,
    n.RPL_BANLIST: mode_lists.handle_listed_mask,
    n.RPL_ENDOFBANLIST: mode_lists.handle_end_of_list,
    n.RPL_EXCEPTLIST: mode_lists.handle_listed_mask,
    n.RPL_ENDOFEXCEPTLIST: mode_lists.handle_end_of_list,
    n.RPL_INVEXLIST: mode_lists.handle_listed_mask,
    n.RPL_ENDOFINVEXLIST: mode_lists.handle_end_of_list,
    n.RPL_QUIETLIST: mode_lists.handle_listed_mask,
    n.RPL_ENDOFQUIETLIST: mode_lists.handle_end_of_list,
    "MODE": rooms.handle_mode,
    "TOPIC": rooms.handle_topic,
    n.RPL_WHOISIDLE: answers.handle_idle,
    n.RPL_LIST: answers.handle_listed_room,
    n.RPL_LISTEND: answers.handle_end_of_list,
    n.RPL_TRYAGAIN: answers.handle_try_again,
    n.RPL_KNOCK: invitations.handle_knock,
    n.RPL_KNOCKDLVR: entering.handle_knock_delivered,
    n.RPL_CHANNELMODEIS: rooms.handle_channel_modes,
    n.RPL_UMODEIS: rooms.handle_own_modes,
    n.RPL_CHANNEL_URL: answers.handle_channel_url,
    n.RPL_NOTOPIC: rooms.handle_topic_reply,
    n.RPL_TOPIC: rooms.handle_topic_reply,
    n.RPL_TOPICWHOTIME: rooms.handle_topic_author,
    "METADATA": metadata.handle_metadata,
    n.RPL_KEYVALUE: metadata.handle_value,
    n.RPL_KEYNOTSET: metadata.handle_no_value,
    n.RPL_METADATASYNCLATER: metadata.handle_sync_later,
    n.RPL_MONONLINE: monitor.handle_presence,
    n.RPL_MONOFFLINE: monitor.handle_presence,
    n.ERR_MONLISTFULL: monitor.handle_full_list,
    "MARKREAD": messages.handle_markread,
    "NOTICE": messages.handle_notice,
    "PONG": messages.handle_pong,
    "PRIVMSG": messages.handle_privmsg,
    "REDACT": messages.handle_redact,
    "TAGMSG": messages.handle_tagmsg,
    "WALLOPS": messages.handle_wallops,
    "FAIL": answers.handle_standard_reply,
    "NOTE": answers.handle_standard_reply,
    "WARN": answers.handle_standard_reply,
}


def handle_message(c: Context, message: Message) -> None:
    """Handle a Message outside a batch, or in a batch without a meaning for us."""
    if message.command.isdigit() and whois.take_person_fact(c, message):
        return
    handler = HANDLERS.get(message.command)
    if handler is not None:
        handler(c, message)
    elif message.command.isdigit():
        answers.handle_other_numeric(c, message)
