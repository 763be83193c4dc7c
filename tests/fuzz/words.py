"""What the fuzz says: lines that are nearly right, in the words of this server."""

from __future__ import annotations

from desktop_chat.hub.commands import COMMANDS
from desktop_chat.irc.capabilities import OFFERED
from tests.fuzz.choices import Choices

NICKS = (
    "ann",
    "bob",
    "cid",
    "dora",
    "Ann",
    "\u0410\u043d\u044f",
    "[x]",
    "nobody",
    "NickServ",
    "ChanServ",
    "*",
    "1x",
    "guest",
)
ROOMS = ("#tea", "#TEA", "#lobby", "#\u0447\u0430\u0439", "#a,#b", "&x", "#", "+#tea", "@#tea", "#" + "l" * 63)
TEXTS = (
    "hello", "", " ", ":", "\x01ACTION waves\x01", "\x01VERSION\x01", "\x02bold\x03", "\u202e\u200d\ufe0f", "x" * 400,
    "\u00e9" * 300, "a\rb", "a\0b", "\ud83d", "*", "-", "+", "0", "-1", "99999999999999999999", "\U0001f600" * 100,
)  # fmt: skip
WORDS = (
    "LS", "302", "REQ", "END", "LIST", "LATEST", "BEFORE", "AFTER", "AROUND", "BETWEEN", "TARGETS",
    "timestamp=2023-11-14T22:13:20.000Z", "timestamp=x", "msgid=a", "*", "10", "0", "GET", "SET", "SUB", "SYNC",
    "CLEAR", "+", "-", "PLAIN", "SCRAM-SHA-256", "EXTERNAL", "AGFubgBzZWNyZXRzZWNyZXQ=",
    "biwsbj1hbm4scj1yT3ByTkdmd0ViZVJXZ2JORWtxTw==", "secretsecret", "IDENTIFY", "REGISTER", "GROUP", "DROP", "on",
    "off", "ON", "%tcuhnfaro,42", "o", "!*@*", "*!*@*", "~a:ann", "$a:ann", "ann!*@*", "1d", "5m", "STATUS", "OP",
    "boss",
)  # fmt: skip
MODES = (
    "+o",
    "-o",
    "+b",
    "-b",
    "b",
    "+v-v+h",
    "+k",
    "+l",
    "+imnst",
    "-imnst",
    "+W",
    "+qaohv",
    "+e",
    "+I",
    "+B",
    "+" + "b" * 30,
    "+\u00e9",
    "",
)
KEYS = (
    "label",
    "+draft/reply",
    "+typing",
    "+draft/react",
    "desktop-chat/id",
    "desktop-chat/resend",
    "msgid",
    "time",
    "batch",
    "+x",
    "a b",
)
MANGLED = ("PRIVMS", "JOIN_", "", "001", "\u017foin", "PING\x01", "@", ":")


TEMPLATES = (
    "MONITOR + {nick},{word}", "MONITOR {word}", "MARKREAD {room}", "MARKREAD {room} {word}", "LIST {word}",
    "HELPOP {word}",
    "METADATA * SET {word} :{text}", "METADATA {nick} {word} {word}", "METADATA {room} LIST", "METADATA * SUB {word}",
    "WHO {room} %tcuihsnfdlaor,{word}", "ISUPPORT",
    "PRIVMSG {room} :{text}", "PRIVMSG {nick} :{text}", "NOTICE {room} :{text}", "TAGMSG {room}", "JOIN {room}",
    "PART {room} :{text}", "TOPIC {room} :{text}", "TOPIC {room}", "KICK {room} {nick} :{text}", "NICK {nick}",
    "MODE {room} {mode} {nick}", "MODE {room} {mode} {word}", "MODE {room}", "MODE {room} +ovh {nick} {nick} {nick}",
    "INVITE {nick} {room}", "WHO {room}", "WHO {room} {word}", "WHOIS {nick}", "WHOWAS {nick}", "NAMES {room}",
    "CHATHISTORY LATEST {room} * 10", "CHATHISTORY {word} {room} {word} {word}", "AWAY :{text}", "SETNAME :{text}",
    "OPER boss secretsecret", "KILL {nick} :{text}", "CAP REQ :{cap}", "CAP REQ :-{cap}", "CAP END", "PONG x",
    "REGISTER * * secretsecret", "REGISTER {nick} * {word}", "NS IDENTIFY {nick} secretsecret", "NS {word} {nick}",
    "NS GHOST {nick}", "CS {word} {room}", "CS OP {room} {nick}", "AUTHENTICATE PLAIN", "AUTHENTICATE {word}",
    "AUTHENTICATE AGFubgBzZWNyZXRzZWNyZXQ=", "USER x 0 * :{text}", "MONITOR + {nick}", "MONITOR {word}",
    "METADATA {nick} {word} {word} :{text}", "METADATA * SET {word} :{text}", "MARKREAD {room} {word}",
    "REDACT {room} {word} :{text}", "RENAME {room} {room} :{text}", "SEARCH text={text}", "BATCH +{word} {word} {room}",
    "BATCH -{word}", "KLINE {word} {nick}!*@* :{text}", "REHASH", "SETNAME {text}",
)  # fmt: skip


def line(choices: Choices) -> bytes:
    """One line that somebody sends, without its end."""
    kind = choices.below(16)
    if kind == 0:
        return choices.raw(60)
    if kind < 10:
        return _nearly_right(choices).encode("utf-8", "replace")
    return _mixed(choices).encode("utf-8", "replace")


def _nearly_right(choices: Choices) -> str:
    return _tags(choices) + choices.pick(TEMPLATES).format_map(_Words(choices))


class _Words(dict[str, str]):
    """What stands for {room} and the like: another one each time."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self._choices = choices

    def __missing__(self, key: str) -> str:
        choices = self._choices
        match key:
            case "room":
                return choices.pick(("#tea", "#tea", "#tea", "#lobby", *ROOMS))
            case "nick":
                return choices.pick((*NICKS[:3], *NICKS))
            case "mode":
                return choices.pick(MODES)
            case "cap":
                return choices.pick(tuple(OFFERED))
            case "text":
                return choices.pick(TEXTS)
        return choices.pick(WORDS)


def _tags(choices: Choices) -> str:
    if not choices.chance(3):
        return ""
    tags = ";".join(f"{choices.pick(KEYS)}={choices.pick((*TEXTS, '1', '2'))}" for _ in range(1 + choices.below(3)))
    return f"@{tags.replace(' ', chr(92) + 's')} "


def _mixed(choices: Choices) -> str:
    command = choices.pick(tuple(COMMANDS)) if not choices.chance(16) else choices.pick(MANGLED)
    words = [command, *(_param(choices, command) for _ in range(choices.below(5)))]
    text = " ".join(words)
    if choices.chance(2):
        text += f" :{choices.pick(TEXTS)}"
    if choices.chance(30):
        text = f":{choices.pick(NICKS)}!x@y {text}"
    return _tags(choices) + text


def _param(choices: Choices, command: str) -> str:
    match command:
        case "CAP":
            return choices.pick(("REQ", "LS", "END", "LIST", ":" + choices.pick(tuple(OFFERED)), "302"))
        case "MODE":
            return choices.pick((*ROOMS, *MODES, *NICKS[:4]))
        case "NICK":
            return choices.pick(NICKS)
        case "JOIN" | "PART" | "TOPIC" | "NAMES":
            return choices.pick(ROOMS)
    return choices.pick(choices.pick((NICKS, ROOMS, ROOMS[:1], WORDS, MODES, TEXTS)))
