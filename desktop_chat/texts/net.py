"""Texts of `net`: addresses, certificates and keys, the control channel."""

from __future__ import annotations

from desktop_chat.texts import QT_TRANSLATE_NOOP

NOT_BRACKETED = QT_TRANSLATE_NOOP("NetText", "{0} is no address: write an IPv6 address as [ADDRESS]:PORT.")
NOT_AN_ADDRESS = QT_TRANSLATE_NOOP("NetText", "{0} is no address: write HOST:PORT, for example 192.168.1.5:6697.")
ZONE_NOT_ALLOWED = QT_TRANSLATE_NOOP("NetText", "{0} is no address: only an IPv6 address has a zone after %.")
PORT_OUT_OF_RANGE = QT_TRANSLATE_NOOP("NetText", "{0} has no port: a port is a number from {1} to 65535.")
