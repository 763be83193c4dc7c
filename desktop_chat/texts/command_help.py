"""Texts of HELP: one line for each command. A constant is HELP_ and the name of its command."""

from __future__ import annotations

from desktop_chat.texts import QT_TRANSLATE_NOOP

HELP_START = QT_TRANSLATE_NOOP("HelpText", "Desktop Chat speaks IRC. Send HELP with the name of a command:")
HELP_ACCEPT = QT_TRANSLATE_NOOP(
    "HelpText", "ACCEPT [name,-name]: accept messages of these people although you are +R. Without a name, the list."
)
HELP_ADMIN = QT_TRANSLATE_NOOP("HelpText", "ADMIN: who runs this chat.")
HELP_AUTHENTICATE = QT_TRANSLATE_NOOP(
    "HelpText", "AUTHENTICATE PLAIN | SCRAM-SHA-256 | EXTERNAL: log in to an account. Clients send this for you."
)
HELP_AWAY = QT_TRANSLATE_NOOP("HelpText", "AWAY [text]: mark yourself as away. Without a text, as back.")
HELP_BATCH = QT_TRANSLATE_NOOP(
    "HelpText", "BATCH +name draft/multiline target: send a message of several lines. Clients send this for you."
)
HELP_CAP = QT_TRANSLATE_NOOP("HelpText", "CAP LS 302: the capabilities of this server.")
HELP_CHANSERV = QT_TRANSLATE_NOOP(
    "HelpText", "CHANSERV order: ask ChanServ, which keeps the roles in rooms. CHANSERV HELP lists the orders."
)
HELP_CHATHISTORY = QT_TRANSLATE_NOOP(
    "HelpText", "CHATHISTORY LATEST #room * 50: read earlier messages. Also BEFORE AFTER AROUND BETWEEN TARGETS."
)
HELP_CHGHOST = QT_TRANSLATE_NOOP(
    "HelpText", "CHGHOST name host: show this host in place of a person's address. For server operators."
)
HELP_CS = QT_TRANSLATE_NOOP("HelpText", "CS order: the same as CHANSERV.")
HELP_FILEHOST = QT_TRANSLATE_NOOP(
    "HelpText",
    "FILEHOST LIMITS [room] | UPLOAD [room or nick] | AVATAR | TOKEN | DELETE <id>: what may be sent, an address for a "
    "file or for your picture, a token to open files; delete one.",
)
HELP_DEVICE = QT_TRANSLATE_NOOP(
    "HelpText",
    "DEVICE CODE | ROOMS: a code by which another device of yours logs in to your account; the rooms of the account.",
)
HELP_DLINE = QT_TRANSLATE_NOOP(
    "HelpText", "DLINE [1h30m] address [reason]: ban an address or a network. For server operators."
)
HELP_ERROR = QT_TRANSLATE_NOOP(
    "HelpText", "ERROR is the last line that the server sends before it closes a connection."
)
HELP_HELP = QT_TRANSLATE_NOOP("HelpText", "HELP [command]: what a command does.")
HELP_HELPOP = QT_TRANSLATE_NOOP("HelpText", "HELPOP [command]: the same as HELP.")
HELP_INFO = QT_TRANSLATE_NOOP("HelpText", "INFO: the software of this server.")
HELP_INVITE = QT_TRANSLATE_NOOP("HelpText", "INVITE name #room: invite a person. Without parameters, your invitations.")
HELP_ISON = QT_TRANSLATE_NOOP("HelpText", "ISON name...: who of these people is online.")
HELP_ISUPPORT = QT_TRANSLATE_NOOP("HelpText", "ISUPPORT: what this server supports, as clients read it.")
HELP_JOIN = QT_TRANSLATE_NOOP(
    "HelpText", "JOIN #room [key]: join a room, or create it. Several rooms are separated by commas."
)
HELP_KICK = QT_TRANSLATE_NOOP("HelpText", "KICK #room name [reason]: kick a person from a room.")
HELP_KILL = QT_TRANSLATE_NOOP("HelpText", "KILL name [reason]: disconnect a person. For server operators.")
HELP_KLINE = QT_TRANSLATE_NOOP(
    "HelpText", "KLINE [1h30m] mask [reason]: ban everybody who matches a mask. For server operators."
)
HELP_KNOCK = QT_TRANSLATE_NOOP("HelpText", "KNOCK #room [text]: ask for an invitation to a room.")
HELP_LINKS = QT_TRANSLATE_NOOP("HelpText", "LINKS: the servers of this network. There is one.")
HELP_LIST = QT_TRANSLATE_NOOP("HelpText", "LIST [#room | >people | <people]: the rooms of this server.")
HELP_LUSERS = QT_TRANSLATE_NOOP("HelpText", "LUSERS: how many people are online.")
HELP_MARKREAD = QT_TRANSLATE_NOOP(
    "HelpText", "MARKREAD #room [timestamp=...]: how far you have read, for your other clients."
)
HELP_METADATA = QT_TRANSLATE_NOOP(
    "HelpText", "METADATA * SET key value: publish a value about yourself. Also GET LIST CLEAR SUB UNSUB SUBS SYNC."
)
HELP_MODE = QT_TRANSLATE_NOOP(
    "HelpText", "MODE #room [changes]: the modes of a room. MODE name [changes]: your own modes."
)
HELP_MONITOR = QT_TRANSLATE_NOOP(
    "HelpText", "MONITOR + name,...: be notified when these people come and go. Also MONITOR - C L S."
)
HELP_MOTD = QT_TRANSLATE_NOOP("HelpText", "MOTD: the message of the day.")
HELP_MUTE = QT_TRANSLATE_NOOP(
    "HelpText", "MUTE [1h30m] mask [reason]: mute everybody who matches a mask. For server operators."
)
HELP_NAMES = QT_TRANSLATE_NOOP("HelpText", "NAMES #room: who is in a room.")
HELP_NICK = QT_TRANSLATE_NOOP("HelpText", "NICK name: change your nick.")
HELP_NICKSERV = QT_TRANSLATE_NOOP(
    "HelpText", "NICKSERV order: ask NickServ, which keeps accounts. NICKSERV HELP lists the orders."
)
HELP_NOTICE = QT_TRANSLATE_NOOP("HelpText", "NOTICE target :text: like PRIVMSG, but clients never reply automatically.")
HELP_NS = QT_TRANSLATE_NOOP("HelpText", "NS order: the same as NICKSERV.")
HELP_OPER = QT_TRANSLATE_NOOP("HelpText", "OPER name password: become a server operator.")
HELP_PART = QT_TRANSLATE_NOOP("HelpText", "PART #room [reason]: leave a room.")
HELP_PASS = QT_TRANSLATE_NOOP("HelpText", "PASS password: the password of this chat, before NICK and USER.")
HELP_PING = QT_TRANSLATE_NOOP("HelpText", "PING token: ask for a PONG.")
HELP_PONG = QT_TRANSLATE_NOOP("HelpText", "PONG token: the answer to PING.")
HELP_PRIVMSG = QT_TRANSLATE_NOOP("HelpText", "PRIVMSG target :text: send a message to a room or a person.")
HELP_QUIT = QT_TRANSLATE_NOOP("HelpText", "QUIT [reason]: leave the chat.")
HELP_REDACT = QT_TRANSLATE_NOOP("HelpText", "REDACT target id [reason]: delete a message.")
HELP_REGISTER = QT_TRANSLATE_NOOP(
    "HelpText", "REGISTER name|* email|* password: create an account, which owns its name."
)
HELP_REHASH = QT_TRANSLATE_NOOP("HelpText", "REHASH: read the settings again. For server operators.")
HELP_RENAME = QT_TRANSLATE_NOOP("HelpText", "RENAME #room #new [reason]: rename a room that you founded.")
HELP_SAJOIN = QT_TRANSLATE_NOOP("HelpText", "SAJOIN #room: join a room in spite of its modes. For server operators.")
HELP_SAMODE = QT_TRANSLATE_NOOP("HelpText", "SAMODE #room changes: change the modes of any room. For server operators.")
HELP_SEARCH = QT_TRANSLATE_NOOP(
    "HelpText", "SEARCH in=#room;from=name;text=words: search messages. Also after before limit."
)
HELP_SETNAME = QT_TRANSLATE_NOOP("HelpText", "SETNAME :name: change your real name.")
HELP_STATS = QT_TRANSLATE_NOOP(
    "HelpText", "STATS u: how long the server has been up. For operators: k d m, the bans and mutes."
)
HELP_TAGMSG = QT_TRANSLATE_NOOP("HelpText", "TAGMSG target: send message tags without a text.")
HELP_TIME = QT_TRANSLATE_NOOP("HelpText", "TIME: the time at the server.")
HELP_TOPIC = QT_TRANSLATE_NOOP("HelpText", "TOPIC #room [:text]: see or change the topic of a room.")
HELP_UNDLINE = QT_TRANSLATE_NOOP(
    "HelpText", "UNDLINE address: lift the ban of an address or a network. For server operators."
)
HELP_UNKLINE = QT_TRANSLATE_NOOP("HelpText", "UNKLINE mask: lift the ban of a mask. For server operators.")
HELP_UNMUTE = QT_TRANSLATE_NOOP("HelpText", "UNMUTE mask: lift the mute of a mask. For server operators.")
HELP_USER = QT_TRANSLATE_NOOP("HelpText", "USER name 0 * :real name: introduce yourself when you connect.")
HELP_USERHOST = QT_TRANSLATE_NOOP("HelpText", "USERHOST name...: where people are connected from.")
HELP_VERIFY = QT_TRANSLATE_NOOP("HelpText", "VERIFY name code: complete an account. No code is needed here.")
HELP_VERSION = QT_TRANSLATE_NOOP("HelpText", "VERSION: the version of this server, and what it supports.")
HELP_WALLOPS = QT_TRANSLATE_NOOP("HelpText", "WALLOPS :text: send a message to all operators. For server operators.")
HELP_WEBHOOK = QT_TRANSLATE_NOOP(
    "HelpText",
    "WEBHOOK ADD #room [posts a minute] [picture] :name | CALL #room address [word] | LIST | DEL number: let a program"
    " post, or be told what is said. For server operators.",
)
HELP_WEBIRC = QT_TRANSLATE_NOOP("HelpText", "WEBIRC is the first line of a gateway: for whom the gateway connects.")
HELP_WHO = QT_TRANSLATE_NOOP("HelpText", "WHO #room | mask: who is in a room, or matches a mask.")
HELP_WHOIS = QT_TRANSLATE_NOOP("HelpText", "WHOIS name: information about a person.")
HELP_WHOWAS = QT_TRANSLATE_NOOP("HelpText", "WHOWAS name: information about a person who has left.")
