"""The lines of HELP, by command. Pure."""

from __future__ import annotations

from desktop_chat.texts import CodedText, command_help

START = (
    command_help.HELP_START,
    "JOIN PART PRIVMSG TOPIC NAMES LIST INVITE KICK MODE NICK AWAY WHO WHOIS CHATHISTORY QUIT",
)
GUIDE = {
    name.removeprefix("HELP_"): text
    for name, text in vars(command_help).items()
    if isinstance(text, CodedText) and text is not command_help.HELP_START
}
"""One line for each command. A test compares the commands with those of the hub."""
