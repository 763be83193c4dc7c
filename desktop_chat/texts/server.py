"""Texts of `server`: why it does not start, what is wrong with a setting or a request, and why a connection ends."""

from __future__ import annotations

from desktop_chat.texts import QT_TRANSLATE_NOOP, translate

PORT_BUSY = QT_TRANSLATE_NOOP("ServerText", "Port {0} is busy: another program listens on {1}. Choose another port.")
PORT_USED_BY = QT_TRANSLATE_NOOP(
    "ServerText", "Port {0} is busy: {1} (process {2}) listens on {3}. Choose another port."
)
PORT_NEEDS_ADMINISTRATOR = QT_TRANSLATE_NOOP("ServerText", "Port {0} needs an administrator: choose a port above 1023.")
CANNOT_LISTEN = QT_TRANSLATE_NOOP("ServerText", "This computer cannot listen on {0}: {1}.")
DATA_IN_USE = QT_TRANSLATE_NOOP(
    "ServerText", "Another server uses the data folder {0}: stop that server, or choose another folder."
)
DATA_CANNOT_BE_WRITTEN = QT_TRANSLATE_NOOP("ServerText", "The data folder {0} cannot be written: {1}.")
CONTROL_CANNOT_BE_OPENED = QT_TRANSLATE_NOOP("ServerText", "The control channel cannot be opened: {0}.")
KEY_WITHOUT_CERTIFICATE = QT_TRANSLATE_NOOP(
    "ServerText", "tls.key is set and tls.certificate is not: set both, or neither."
)
CERTIFICATE_ENDS = translate(
    "ServerText", "The certificate ends in %n days. Renew it: programs of people will refuse to connect.", "", 2
).with_singular("The certificate ends in %n day. Renew it: programs of people will refuse to connect.")
CERTIFICATE_ENDED = QT_TRANSLATE_NOOP(
    "ServerText", "The certificate has ended. Renew it: programs of people refuse to connect."
)
NO_CONTACT = QT_TRANSLATE_NOOP(
    "ServerText", "This server has no contact with the others of its cluster: try again soon."
)
FILE_CANNOT_BE_USED = QT_TRANSLATE_NOOP("ServerText", "{0} cannot be used: {1}.")
COULD_NOT_START = QT_TRANSLATE_NOOP("ServerText", "The server could not start.")
KEEPS_CRASHING = QT_TRANSLATE_NOOP("ServerText", "The server keeps crashing.")
SETTINGS_READ = QT_TRANSLATE_NOOP("ServerText", "The settings were read again.")
SETTINGS_READ_LATER = QT_TRANSLATE_NOOP(
    "ServerText", "The settings were read again. These change at the next start: {0}."
)
SETTINGS_CANNOT_BE_READ = QT_TRANSLATE_NOOP("ServerText", "The settings {0} cannot be read: {1}.")
SETTINGS_NOT_TOML = QT_TRANSLATE_NOOP("ServerText", "The settings {0} are not TOML: {1}.")
SETTING_OUTSIDE_SECTION = QT_TRANSLATE_NOOP("ServerText", "The settings {0} have {1} outside a section.")
SET_NOT_UNDERSTOOD = QT_TRANSLATE_NOOP("ServerText", "--set {0} cannot be understood: write section.key=value.")
UNKNOWN_SETTING = QT_TRANSLATE_NOOP("ServerText", "There is no setting {0}.")
UNKNOWN_SETTING_LIKE = QT_TRANSLATE_NOOP("ServerText", "There is no setting {0}. Did you mean {1}?")
NOT_A_FLAG = QT_TRANSLATE_NOOP("ServerText", "{0} is true or false, not {1}.")
NOT_A_NUMBER = QT_TRANSLATE_NOOP("ServerText", "{0} is a whole number, not {1}.")
NUMBER_OUT_OF_RANGE = QT_TRANSLATE_NOOP("ServerText", "{0} is a number from {1} to {2}, not {3}.")
NOT_A_TEXT = QT_TRANSLATE_NOOP("ServerText", "{0} is a text, not {1}.")
NOT_A_LIST = QT_TRANSLATE_NOOP("ServerText", "{0} is a list that is not empty, not {1}.")
NOT_A_CHOICE = QT_TRANSLATE_NOOP("ServerText", "{0} is one of {1}, not {2}.")
INVALID_CHARACTERS = QT_TRANSLATE_NOOP("ServerText", "{0} is too long or contains invalid characters.")
FILE_LARGER_THAN_ANNOUNCED = QT_TRANSLATE_NOOP("ServerText", "The file is larger than announced.")
FILE_SMALLER_THAN_ANNOUNCED = QT_TRANSLATE_NOOP("ServerText", "The file is smaller than announced.")
NO_DISK_SPACE = QT_TRANSLATE_NOOP("ServerText", "The disk of this chat is full.")
FILE_NOT_KEPT = QT_TRANSLATE_NOOP("ServerText", "The file could not be written to the disk.")
PORTRAIT_IS_NO_PICTURE = QT_TRANSLATE_NOOP("ServerText", "A picture of you is a PNG, JPEG, GIF or WebP file.")
MEDIA_ONLY = QT_TRANSLATE_NOOP("ServerText", "Only pictures, sound and video can be sent here.")
SIGN_IN_TO_SEND = QT_TRANSLATE_NOOP("ServerText", "Log in with your account, or ask the chat for an upload address.")
UPLOAD_HAS_BEGUN = QT_TRANSLATE_NOOP("ServerText", "This upload has begun already: ask how far it is.")
NO_UPLOAD_HERE = QT_TRANSLATE_NOOP("ServerText", "No upload has begun at this address.")
NO_SUCH_RANGE = QT_TRANSLATE_NOOP("ServerText", "The file is shorter than that.")
UPLOAD_IS_ELSEWHERE = QT_TRANSLATE_NOOP("ServerText", "The upload goes on at another place.")
NOT_A_WEB_ADDRESS = QT_TRANSLATE_NOOP("ServerText", "{0} is an address that begins with https://, not {1}.")
NOT_ONE_LINE = QT_TRANSLATE_NOOP("ServerText", "{0} is one line.")
HOST_WITHOUT_DOT = QT_TRANSLATE_NOOP("ServerText", "{0} is a name with a dot, for example desktop.chat, not {1}.")
NOT_A_LOBBY = QT_TRANSLATE_NOOP("ServerText", "{0} is the name of a room, for example #lobby, not {1}.")
METRICS_PATHS = QT_TRANSLATE_NOOP("ServerText", "The figures are at /metrics, the health is at /health.")
NOT_OWN_ADDRESS = QT_TRANSLATE_NOOP(
    "ServerText", "{0} is an address of this computer only, for example 127.0.0.1:9464, not {1}."
)
INVALID_SETTING = QT_TRANSLATE_NOOP("ServerText", "{0}: {1}")
SETTING_CANNOT_BE_SAVED = QT_TRANSLATE_NOOP("ServerText", "The setting cannot be saved: {0}.")
UNKNOWN_REQUEST = QT_TRANSLATE_NOOP("ServerText", "There is no request {0}.")
NOT_A_REQUEST = QT_TRANSLATE_NOOP("ServerText", "This end of the control channel takes requests only.")
CHAT_FULL = QT_TRANSLATE_NOOP("ServerText", "This chat is full: it cannot take more connections now.")
TOO_MANY_CONNECTIONS = QT_TRANSLATE_NOOP("ServerText", "Too many connections from your address.")
CONNECTS_TOO_OFTEN = QT_TRANSLATE_NOOP("ServerText", "You connect too often: try again in a minute.")
HOST_STOPPED = QT_TRANSLATE_NOOP("ServerText", "The host has stopped this chat.")
RESTARTED_AFTER_FAULT = QT_TRANSLATE_NOOP("ServerText", "Internal error: this chat is being restarted.")
INTERNAL_ERROR = QT_TRANSLATE_NOOP("ServerText", "Internal error")
READS_TOO_SLOWLY = QT_TRANSLATE_NOOP("ServerText", "Reads too slowly")
CONNECTION_RESET = QT_TRANSLATE_NOOP("ServerText", "Connection reset")
CONNECTION_CLOSED = QT_TRANSLATE_NOOP("ServerText", "Connection closed")
NOT_ENCRYPTED = QT_TRANSLATE_NOOP("ServerText", "Not encrypted")
ENCRYPTION_FAILED = QT_TRANSLATE_NOOP("ServerText", "Encryption failed")
CONNECTION_ENDED = QT_TRANSLATE_NOOP("ServerText", "The connection has ended.")
NO_CHAT_RUNS_IN = QT_TRANSLATE_NOOP("ServerText", "No chat runs in the folder {0}.")
NO_CHAT_IN = QT_TRANSLATE_NOOP("ServerText", "There is no chat in the folder {0}.")
BACKUP_CANNOT_BE_WRITTEN = QT_TRANSLATE_NOOP("ServerText", "The backup {0} cannot be written: {1}.")
BACKUP_CANNOT_BE_READ = QT_TRANSLATE_NOOP("ServerText", "The backup {0} cannot be read: {1}.")
BACKUP_IS_DAMAGED = QT_TRANSLATE_NOOP("ServerText", "The backup {0} is damaged: {1} in it cannot be read.")
NOT_A_BACKUP = QT_TRANSLATE_NOOP("ServerText", "{0} is no backup of a chat.")
NEWER_BACKUP = QT_TRANSLATE_NOOP("ServerText", "A newer version of this program made the backup {0}.")
DATABASE_IS_DAMAGED = QT_TRANSLATE_NOOP("ServerText", "The chat's database is damaged, so no backup was made: {0}.")
NOT_A_CHAT_DATABASE = QT_TRANSLATE_NOOP("ServerText", "The database belongs to another program.")
CHAT_IS_RUNNING = QT_TRANSLATE_NOOP("ServerText", "The chat in {0} is running: stop it first.")
NOTHING_RESTORED = QT_TRANSLATE_NOOP("ServerText", "No backup was restored in {0}, so there is nothing to put back.")
WEBHOOK_NOT_UTF8 = QT_TRANSLATE_NOOP("ServerText", "The body is not UTF-8.")
WEBHOOK_NOT_JSON = QT_TRANSLATE_NOOP("ServerText", "The body is no JSON object.")
WEBHOOK_WITHOUT_TEXT = QT_TRANSLATE_NOOP("ServerText", "The body has no text.")
WEBHOOK_WITHOUT_PAYLOAD = QT_TRANSLATE_NOOP("ServerText", "The form has no field payload.")
WEBHOOK_UNKNOWN_KIND = QT_TRANSLATE_NOOP("ServerText", "A webhook takes JSON, plain text or a form, not {0}.")
WEBHOOK_POSTED = QT_TRANSLATE_NOOP("ServerText", "ok")
WEBHOOK_NOTHING_TO_SAY = QT_TRANSLATE_NOOP("ServerText", "ok: there is nothing to say about this event.")

ROUTER_NOT_FOUND = QT_TRANSLATE_NOOP(
    "ServerText",
    "No router answers that opens ports by itself (UPnP, NAT-PMP). Open the port {0} in the router's settings.",
)
ROUTER_BEHIND_ANOTHER = QT_TRANSLATE_NOOP(
    "ServerText", "The router has no address of its own on the internet, so nobody outside can reach this chat."
)
ROUTER_REFUSES = QT_TRANSLATE_NOOP("ServerText", "The router does not open a port: {0}.")
ROUTER_PORTS_TAKEN = QT_TRANSLATE_NOOP("ServerText", "other computers use them")
ROUTER_SWITCHED_OFF = QT_TRANSLATE_NOOP("ServerText", "that is switched off in its settings")
ROUTER_WITHOUT_INTERNET = QT_TRANSLATE_NOOP("ServerText", "it has no connection to the internet")
ROUTER_SILENT = QT_TRANSLATE_NOOP("ServerText", "The router does not answer.")
ROUTER_ONLY_HERE = QT_TRANSLATE_NOOP("ServerText", "The chat listens on this computer alone.")
ROUTER_NETWORK_ONLY = QT_TRANSLATE_NOOP(
    "ServerText", "Only people on this network may join: the setting “From where people may join” says so."
)
CLUSTER_NODE_RUNS = QT_TRANSLATE_NOOP("ServerText", "A node still runs: stop all nodes first.")
CLUSTER_FOLDER_BUSY = QT_TRANSLATE_NOOP("ServerText", "{0} cannot be used, or its node still runs.")
CLUSTER_NOT_A_KEY = QT_TRANSLATE_NOOP(
    "ServerText",
    "{0} is no key of a cluster: make one with “desktop-chat cluster key”.",
)
CLUSTER_KEY_UNREADABLE = QT_TRANSLATE_NOOP(
    "ServerText",
    "The key {0} cannot be read: make one with “desktop-chat cluster key”.",
)
CLUSTER_BEGUN_ELSEWHERE = QT_TRANSLATE_NOOP(
    "ServerText",
    "Another node has begun the chat at the same moment: start this node again.",
)
CLUSTER_NO_CHAT = QT_TRANSLATE_NOOP("ServerText", "The NATS servers keep no chat {0}.")
CLUSTER_FOLDER_TOO_OLD = QT_TRANSLATE_NOOP(
    "ServerText",
    "This folder lacks messages that the log has forgotten: restore a backup of a running node here.",
)
CLUSTER_FOLDER_DIFFERS = QT_TRANSLATE_NOOP(
    "ServerText",
    "This folder does not hold what the cluster's chat began with: restore a backup of a running node here.",
)
CLUSTER_FOLDER_NOT_WHOLE = QT_TRANSLATE_NOOP(
    "ServerText",
    "This folder lacks entry {0} of the log: take the folder of the node that stopped last.",
)
CLUSTER_NEEDS_CLIENT = QT_TRANSLATE_NOOP(
    "ServerText",
    "A node needs the client of NATS: pip install “desktop-chat[cluster]”.",
)
CLUSTER_AUTHORITY_UNREADABLE = QT_TRANSLATE_NOOP("ServerText", "The certificate {0} cannot be read: {1}.")
CLUSTER_NOT_SYNCED = QT_TRANSLATE_NOOP("ServerText", "{0} does not sync each write: set sync_interval to always there.")
CLUSTER_OTHER_CHAT = QT_TRANSLATE_NOOP(
    "ServerText",
    "{0} belongs to another chat than the cluster: choose an empty folder.",
)
