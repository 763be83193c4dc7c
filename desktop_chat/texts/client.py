"""Texts of `client`: what the program itself says in a room, and why something that a person wanted was not done."""

from __future__ import annotations

from desktop_chat.texts import QT_TRANSLATE_NOOP

ADDRESS_MISSING = QT_TRANSLATE_NOOP("ClientText", "Type an address, for example 192.168.1.5 or chat.example.org.")
ADDRESS_HAS_SPACES = QT_TRANSLATE_NOOP("ClientText", "An address must not contain spaces.")
LINK_SCHEME_UNKNOWN = QT_TRANSLATE_NOOP(
    "ClientText", "A link to a chat begins with ircs:// or irc://, not with {0}://."
)
LINK_KEY_DAMAGED = QT_TRANSLATE_NOOP(
    "ClientText", "This link is damaged: the key of the server in it cannot be read. Ask for a new link."
)
LINK_KEY_WITHOUT_TLS = QT_TRANSLATE_NOOP(
    "ClientText", "This link is damaged: a connection without encryption has no key. Ask for a new link."
)
ARCHIVE_DAMAGED = QT_TRANSLATE_NOOP(
    "ClientText", "The history on this computer is damaged. Restart the program to save what can still be read."
)
ARCHIVE_RESCUED = QT_TRANSLATE_NOOP(
    "ClientText",
    "The history on this computer was damaged. Everything that could be read was saved, and the rest is"
    " fetched again from the servers. The damaged file is kept as {0}.",
)
ARCHIVE_CANNOT_BE_OPENED = QT_TRANSLATE_NOOP("ClientText", "The archive {0} cannot be opened: {1}.")
ARCHIVE_TOO_NEW = QT_TRANSLATE_NOOP(
    "ClientText",
    "The archive {0} was written by a newer version of Desktop Chat. Update this program; nothing was changed.",
)
ARCHIVE_CANNOT_BE_WRITTEN = QT_TRANSLATE_NOOP("ClientText", "Messages cannot be saved on this computer: {0}.")
NO_SUCH_ROOM = QT_TRANSLATE_NOOP("ClientText", "There is no room {0}.")
TOO_MANY_ROOMS = QT_TRANSLATE_NOOP("ClientText", "You are in too many rooms to join {0}.")
ROOM_UNAVAILABLE = QT_TRANSLATE_NOOP("ClientText", "{0} cannot be joined at the moment. The program will try again.")
ROOM_FORWARDS = QT_TRANSLATE_NOOP("ClientText", "{0} leads to another room.")
FORWARDED_HERE = QT_TRANSLATE_NOOP("ClientText", "{0} leads to this room.")
ROOM_FULL = QT_TRANSLATE_NOOP("ClientText", "{0} is full.")
ROOM_INVITE_ONLY = QT_TRANSLATE_NOOP("ClientText", "You need an invitation to join {0}.")
BANNED_FROM_ROOM = QT_TRANSLATE_NOOP("ClientText", "You are banned from {0}.")
ROOM_HAS_PASSWORD = QT_TRANSLATE_NOOP("ClientText", "{0} has a password.")
NOT_A_ROOM_NAME = QT_TRANSLATE_NOOP("ClientText", "{0} cannot be the name of a room.")
ROOM_FOR_ACCOUNTS = QT_TRANSLATE_NOOP("ClientText", "You need an account to join {0}.")
ROOM_FOR_TLS = QT_TRANSLATE_NOOP("ClientText", "You need an encrypted connection to join {0}.")
NOBODY_TO_DELIVER_TO = QT_TRANSLATE_NOOP(
    "ClientText", "Nobody called {0} is here now, so the message was not delivered."
)
YOU_ARE_AWAY = QT_TRANSLATE_NOOP("ClientText", "You are away now. Others see it beside your name.")
YOU_ARE_BACK = QT_TRANSLATE_NOOP("ClientText", "You are back.")
LOGIN_WRONG = QT_TRANSLATE_NOOP("ClientText", "The account or the password is wrong.")
ROOM_FOR_OPERATORS = QT_TRANSLATE_NOOP("ClientText", "Only operators of the network can join {0}.")
ROOM_EXISTED = QT_TRANSLATE_NOOP(
    "ClientText", "{0} exists already, so you have entered it and its settings are unchanged."
)
KNOCKS = QT_TRANSLATE_NOOP("ClientText", "{0} asks to be let into {1}.")
MAY_I_COME_IN = QT_TRANSLATE_NOOP("ClientText", "May I come in?")
ASKED_TO_ENTER = QT_TRANSLATE_NOOP("ClientText", "The moderators of {0} were asked to let you in.")
INVITATION_SENT = QT_TRANSLATE_NOOP("ClientText", "You have invited {0}.")
INVITED = QT_TRANSLATE_NOOP("ClientText", "{0} has invited {1}.")
ROOM_PAGE = QT_TRANSLATE_NOOP("ClientText", "About this room: {0}")
DELIVERED_WHEN_BACK = QT_TRANSLATE_NOOP(
    "ClientText", "{0} is not here now. Your messages will be delivered when they are back."
)
IS_AWAY = QT_TRANSLATE_NOOP("ClientText", "{0} is away: {1}")
IS_IDLE = QT_TRANSLATE_NOOP("ClientText", "{0} has been idle for {1}")
CTCP_PING_ANSWER = QT_TRANSLATE_NOOP("ClientText", "{0} answers after {1} s.")
CTCP_ANSWER = QT_TRANSLATE_NOOP("ClientText", "{0} answers {1}: {2}")
DCC_FILE_OFFERED = QT_TRANSLATE_NOOP(
    "ClientText", "{0} offers the file {1} directly (DCC), which this program does not support."
)
DCC_OFFERED = QT_TRANSLATE_NOOP(
    "ClientText", "{0} offers a direct connection (DCC), which this program does not support."
)
CTCP_NOT_ANSWERED = QT_TRANSLATE_NOOP("ClientText", "{0} asks for {1} (CTCP). This program does not answer.")
WALLOPS = QT_TRANSLATE_NOOP("ClientText", "{0} to all operators: {1}")
NICK_TAKEN = QT_TRANSLATE_NOOP("ClientText", "The name {0} is taken.")
NICK_NOT_ALLOWED = QT_TRANSLATE_NOOP("ClientText", "This server does not allow the name {0}.")
NICKS_REFUSED = QT_TRANSLATE_NOOP(
    "ClientText",
    "This server refuses the name {0} and all others that were tried. The program goes on trying, more"
    " slowly; to choose a name yourself, type /nick NAME",
)
MODES_OF_ROOM = QT_TRANSLATE_NOOP("ClientText", "The modes of {0} are: {1}")
NO_MODES = QT_TRANSLATE_NOOP("ClientText", "{0} has no modes.")
OWN_MODES = QT_TRANSLATE_NOOP("ClientText", "Your modes: {0}")
OPERATOR_NOW = QT_TRANSLATE_NOOP("ClientText", "You are an operator of this server now.")
OPERATOR_NO_MORE = QT_TRANSLATE_NOOP("ClientText", "You are no operator of this server any more.")
KNOWN_KEYS_DAMAGED = QT_TRANSLATE_NOOP(
    "ClientText", "Some server keys could not be read, so those servers count as new. A copy of the file is in {0}."
)
NOT_IN_ROOM_YET = QT_TRANSLATE_NOOP("ClientText", "You are not in {0}. To enter it, type /join {0}")
EDIT_TOO_LONG = QT_TRANSLATE_NOOP("ClientText", "The text is too long for one message, so nothing was changed.")
PREFERENCES_RESET = QT_TRANSLATE_NOOP(
    "ClientText", "Your settings could not be read, so they were reset. A copy is in {0}."
)
PREFERENCES_PARTLY_RESET = QT_TRANSLATE_NOOP(
    "ClientText", "Some of your settings could not be read, so they were reset. A copy of the file is in {0}."
)
SENT_TOO_MUCH = QT_TRANSLATE_NOOP(
    "ClientText", "Too much was sent to this server at once. From now on the program sends more slowly."
)
NOT_A_ROOM = QT_TRANSLATE_NOOP("ClientText", "Choose a room first; messages cannot be sent here.")
SERVER_SENT_TOO_MUCH = QT_TRANSLATE_NOOP(
    "ClientText", "This server sends more than a chat needs ({0}), so the connection was closed."
)
BOUNCER_HAS_NO_ROOMS = QT_TRANSLATE_NOOP(
    "ClientText", "There are no rooms here; the rooms are in the networks of this bouncer."
)
ROOM_NAME_INVALID = QT_TRANSLATE_NOOP("ClientText", "The name of a room must not contain spaces or commas.")
NO_SUCH_USER = QT_TRANSLATE_NOOP("ClientText", "No such user.")
NAME_MISSING = QT_TRANSLATE_NOOP("ClientText", "Please enter a name.")
PASSWORD_TOO_LONG = QT_TRANSLATE_NOOP("ClientText", "The password is too long.")
PASSWORD_HAS_SPACES = QT_TRANSLATE_NOOP("ClientText", "NickServ takes no password with spaces.")
NO_ACCOUNTS_HERE = QT_TRANSLATE_NOOP("ClientText", "This network makes no accounts: it has no NickServ.")
PROFILE_REFUSED = QT_TRANSLATE_NOOP("ClientText", "Your profile was not saved here: {0}")
NICK_NEEDS_CONNECTION = QT_TRANSLATE_NOOP("ClientText", "You can change your name once you are connected.")
NEEDS_ROOM = QT_TRANSLATE_NOOP("ClientText", "This works only in a room.")
NEEDS_CONNECTION = QT_TRANSLATE_NOOP("ClientText", "This works only while you are connected.")
SERVER_PAGE_STAYS = QT_TRANSLATE_NOOP("ClientText", "You cannot leave the server page.")
NOT_IN_ENCODING = QT_TRANSLATE_NOOP("ClientText", "Not in {1}, the encoding of this network: {0}")
LINE_CANNOT_CARRY = QT_TRANSLATE_NOOP("ClientText", "An IRC line cannot carry this text.")
NOT_IN_ROOM = QT_TRANSLATE_NOOP("ClientText", "You are not in {0}.")
TOPIC = QT_TRANSLATE_NOOP("ClientText", "The topic is: {0}")
NO_TOPIC = QT_TRANSLATE_NOOP("ClientText", "No topic is set.")
NOT_AN_IRC_LINE = QT_TRANSLATE_NOOP("ClientText", "This is not a valid IRC line.")
WHOIS_USER = QT_TRANSLATE_NOOP("ClientText", "{0} is {1}@{2} ({3})")
WHOIS_SERVER = QT_TRANSLATE_NOOP("ClientText", "{0} is connected to {1}")
WHOIS_OPERATOR = QT_TRANSLATE_NOOP("ClientText", "{0} is a server operator")
WHOWAS_USER = QT_TRANSLATE_NOOP("ClientText", "{0} was {1}@{2} ({3})")
WHOIS_CHANNELS = QT_TRANSLATE_NOOP("ClientText", "{0} is in {1}")
WHOIS_ACCOUNT = QT_TRANSLATE_NOOP("ClientText", "{0} is logged in as {1}")
DAYS = QT_TRANSLATE_NOOP("ClientText", "{0} d")
HOURS = QT_TRANSLATE_NOOP("ClientText", "{0} h")
MINUTES = QT_TRANSLATE_NOOP("ClientText", "{0} min")
SECONDS = QT_TRANSLATE_NOOP("ClientText", "{0} s")
ABOUT = QT_TRANSLATE_NOOP("ClientText", "{0}: {1}")
MEMBERS = QT_TRANSLATE_NOOP("ClientText", "In {0}: {1}")
NOBODY = QT_TRANSLATE_NOOP("ClientText", "nobody")
NETSPLIT = QT_TRANSLATE_NOOP("ClientText", "The network has split ({0}). Out of reach: {1}")
NETSPLIT_OVER = QT_TRANSLATE_NOOP("ClientText", "Back after the split: {0}")
SERVER_HAS_NO_MUTES = QT_TRANSLATE_NOOP("ClientText", "This server cannot mute people in a room.")
BAN_WITHOUT_END = QT_TRANSLATE_NOOP(
    "ClientText", "This server has no terms for bans, so this one lasts until it is lifted."
)
SERVER_HAS_NO_LIST = QT_TRANSLATE_NOOP("ClientText", "This server has no such list.")
CANNOT_IGNORE_YOURSELF = QT_TRANSLATE_NOOP("ClientText", "You cannot ignore yourself.")
IGNORED = QT_TRANSLATE_NOOP("ClientText", "You will see nothing more from {0}. To undo this, type /unignore {0}")
IGNORED_NO_MORE = QT_TRANSLATE_NOOP("ClientText", "You will see messages from {0} again.")
IGNORED_PEOPLE = QT_TRANSLATE_NOOP("ClientText", "You ignore: {0}")
NOBODY_IGNORED = QT_TRANSLATE_NOOP("ClientText", "You ignore nobody.")
NOT_IGNORED = QT_TRANSLATE_NOOP("ClientText", "You do not ignore {0}.")
MORE_PEOPLE = QT_TRANSLATE_NOOP("ClientText", "There are {0} more people.")
NOBODY_FOUND = QT_TRANSLATE_NOOP("ClientText", "Nobody was found for {0}.")
UNKNOWN_COMMAND = QT_TRANSLATE_NOOP("ClientText", "There is no command /{0}. Type /help for a list.")
UNKNOWN_COMMAND_LIKE = QT_TRANSLATE_NOOP("ClientText", "There is no command /{0}. Did you mean /{1}?")
TYPE_USAGE = QT_TRANSLATE_NOOP("ClientText", "Type /{0}")
USAGE = QT_TRANSLATE_NOOP("ClientText", "{0} {1}")
COMMAND_HELP = QT_TRANSLATE_NOOP("ClientText", "/{0}: {1}")
SERVER_WORDS = QT_TRANSLATE_NOOP("ClientText", "{0} ({1})")
LOGIN_NEEDS_ENCRYPTION = QT_TRANSLATE_NOOP(
    "ClientText", "You are not logged in: a password is not sent over a connection without encryption."
)
SERVICE_ASKED = QT_TRANSLATE_NOOP("ClientText", "{0} was asked to log you in.")
CONNECT_COMMAND_FAILED = QT_TRANSLATE_NOOP("ClientText", "{0} could not be run after connecting: {1}")
PASSWORD_NOT_KEPT = QT_TRANSLATE_NOOP("ClientText", "Not sent: a password is never kept for later. Connect first.")
PROXY_UNKNOWN = QT_TRANSLATE_NOOP("ClientText", "{0} is not a proxy: write socks5://HOST:PORT or http://HOST:PORT.")
NO_PORTRAITS_HERE = QT_TRANSLATE_NOOP("ClientText", "This server keeps no pictures of people.")
PORTRAIT_IS_UNENCRYPTED = QT_TRANSLATE_NOOP("ClientText", "A picture needs an encrypted connection.")
NO_FILES_HERE = QT_TRANSLATE_NOOP("ClientText", "This server takes no files.")
UPLOAD_UNREACHABLE = QT_TRANSLATE_NOOP("ClientText", "The file was not sent: the server cannot be reached.")
UPLOAD_UNTRUSTED = QT_TRANSLATE_NOOP(
    "ClientText", "The file was not sent: the server that takes files has another key than the chat."
)
UPLOAD_UNREADABLE = QT_TRANSLATE_NOOP("ClientText", "The file was not sent, because it cannot be read: {0}.")
UPLOAD_CHANGED = QT_TRANSLATE_NOOP("ClientText", "The file was not sent: it has changed in the meantime.")
UPLOAD_FORBIDDEN = QT_TRANSLATE_NOOP("ClientText", "The server takes files only from people with an account.")
UPLOAD_TOO_LARGE = QT_TRANSLATE_NOOP("ClientText", "The file is larger than the server allows.")
UPLOAD_KIND_REFUSED = QT_TRANSLATE_NOOP("ClientText", "The server does not take files of this kind.")
UPLOAD_HAS_NO_SPACE = QT_TRANSLATE_NOOP("ClientText", "The server has no space left for this file.")
UPLOAD_REFUSED = QT_TRANSLATE_NOOP("ClientText", "The server did not take the file (code {0}).")
UPLOAD_FAILED = QT_TRANSLATE_NOOP(
    "ClientText", "The file was not sent because of an internal error. See the log for details."
)
FOLDERS_ARE_NOT_SENT = QT_TRANSLATE_NOOP("ClientText", "Folders cannot be sent.")
FILE_IS_EMPTY = QT_TRANSLATE_NOOP("ClientText", "The file is empty.")
FILE_CANNOT_BE_READ = QT_TRANSLATE_NOOP("ClientText", "The file cannot be read: {0}.")
PICTURE_CANNOT_BE_READ = QT_TRANSLATE_NOOP("ClientText", "The picture cannot be read.")
