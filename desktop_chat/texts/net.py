"""Texts of `net`: addresses, certificates and keys, the control channel."""

from __future__ import annotations

from desktop_chat.texts import QT_TRANSLATE_NOOP

NOT_BRACKETED = QT_TRANSLATE_NOOP("NetText", "{0} is not an address: write an IPv6 address as [ADDRESS]:PORT.")
NOT_AN_ADDRESS = QT_TRANSLATE_NOOP("NetText", "{0} is not an address: write HOST:PORT, for example 192.168.1.5:6697.")
ZONE_NOT_ALLOWED = QT_TRANSLATE_NOOP("NetText", "{0} is not an address: only an IPv6 address has a zone after %.")
PORT_OUT_OF_RANGE = QT_TRANSLATE_NOOP("NetText", "{0} has no valid port: a port is a number from {1} to 65535.")
UNKNOWN_CONTROL_MESSAGE = QT_TRANSLATE_NOOP("NetText", "Unknown control message.")
CONTROL_MESSAGE_DAMAGED = QT_TRANSLATE_NOOP("NetText", "A control message cannot be read: {0}.")
SETTING_ROWS_DAMAGED = QT_TRANSLATE_NOOP("NetText", "The settings cannot be read: {0}.")
BAN_ROWS_DAMAGED = QT_TRANSLATE_NOOP("NetText", "The bans cannot be read: {0}.")
ROOM_ROWS_DAMAGED = QT_TRANSLATE_NOOP("NetText", "The rooms cannot be read: {0}.")
ROLE_ROWS_DAMAGED = QT_TRANSLATE_NOOP("NetText", "The roles cannot be read: {0}.")
WEBHOOK_ROWS_DAMAGED = QT_TRANSLATE_NOOP("NetText", "The webhooks cannot be read: {0}.")
ARGUMENTS_NOT_AN_OBJECT = QT_TRANSLATE_NOOP("NetText", "The arguments of a request must be an object.")
KEY_NOT_ECDSA = QT_TRANSLATE_NOOP("NetText", "The key {0} is not an ECDSA key.")
KEY_CANNOT_BE_USED = QT_TRANSLATE_NOOP("NetText", "The key in {0} cannot be used: {1}.")
FILE_CANNOT_BE_READ = QT_TRANSLATE_NOOP("NetText", "{0} cannot be read: {1}.")
NOT_A_CERTIFICATE = QT_TRANSLATE_NOOP("NetText", "{0} is not a certificate.")
KEY_HAS_PASSWORD = QT_TRANSLATE_NOOP("NetText", "The key in {0} has a password: store the key without a password.")
NO_PRIVATE_KEY = QT_TRANSLATE_NOOP("NetText", "{0} contains no private key.")
KEY_IN_OTHER_FILE = QT_TRANSLATE_NOOP("NetText", "{0} contains no private key: set tls.key to the file with the key.")
KEY_DAMAGED = QT_TRANSLATE_NOOP(
    "NetText", "The key {0} is damaged: put back a copy, or delete the file to get a new key."
)
CERTIFICATE_AND_KEY_CANNOT_BE_USED = QT_TRANSLATE_NOOP(
    "NetText", "The certificate {0} and the key {1} cannot be used: {2}."
)
CERTIFICATE_CANNOT_BE_USED = QT_TRANSLATE_NOOP("NetText", "The certificate {0} cannot be used: {1}.")
CONNECTION_CUT = QT_TRANSLATE_NOOP("NetText", "the connection was cut")
TLS_FAILED = QT_TRANSLATE_NOOP("NetText", "TLS failed")
