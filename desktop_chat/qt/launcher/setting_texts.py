"""What the server's settings are called for people. A setting that is not known here speaks for itself. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_chat.net.control import SettingRow

PORT = "listen.port"
"""Not a setting of the server: the one port of all its `listen.addresses`, which is what most people look for."""
ADDRESSES = "listen.addresses"


def title_of(row: SettingRow) -> str:
    """A few words."""
    return _known_texts().get(row.key, (row.key, ""))[0]


def help_of(row: SettingRow) -> str:
    """A sentence, or the server's own words for it."""
    return _known_texts().get(row.key, ("", row.help))[1]


def choice_text(choice: str) -> str:
    """What a choice is called."""
    translate = QCoreApplication.translate
    known = {
        "loopback": translate("Settings", "Only this computer"),
        "anyone": translate("Settings", "Everybody"),
        "internet": translate("Settings", "People who join over the internet"),
        "everybody": translate("Settings", "Everybody"),
        "nobody": translate("Settings", "Nobody"),
    }
    return known.get(choice, choice)


def _known_texts() -> dict[str, tuple[str, str]]:
    return {**_of_the_chat(), **_of_the_limits(), **_of_accounts(), **_of_doors()}


def _of_the_chat() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "server.name": (
            translate("Settings", "Name of the chat"),
            translate("Settings", "What people see when they look for a chat."),
        ),
        "server.welcome": (
            translate("Settings", "Welcome text"),
            translate("Settings", "Shown to everybody who joins."),
        ),
        "server.lobby": (
            translate("Settings", "First room"),
            translate("Settings", "Whoever joins arrives here."),
        ),
        "server.host": (
            translate("Settings", "Name on the wire"),
            translate("Settings", "How the server is called among IRC programs; it has a dot in it."),
        ),
        "server.icon": (
            translate("Settings", "Picture"),
            translate("Settings", "The address of a picture of this chat, which some programs show."),
        ),
        "server.admin": (
            translate("Settings", "Contact"),
            translate("Settings", "How people reach whoever runs this chat."),
        ),
        PORT: (
            translate("Settings", "Port"),
            translate("Settings", "IRC programs expect 6697. Links carry the port, so any free one works."),
        ),
        ADDRESSES: (
            translate("Settings", "Addresses to listen on"),
            translate("Settings", "As ADDRESS:PORT, with commas between them."),
        ),
        "listen.plain": (
            translate("Settings", "Who may join without encryption"),
            translate("Settings", "Some old programs cannot encrypt. What they send can be read on the way."),
        ),
        "access.password": (
            translate("Settings", "Password"),
            translate("Settings", "Empty: whoever knows the address may join."),
        ),
        "access.cloak": (
            translate("Settings", "Whose address is hidden from others"),
            translate("Settings", "You still see it. Others see letters that stay the same, so bans work."),
        ),
        "history.replay_on_join": (
            translate("Settings", "Messages shown on entering a room"),
            translate("Settings", "For programs that cannot ask for history themselves. 0 shows none."),
        ),
        "history.days": (
            translate("Settings", "Days that messages are kept"),
            translate("Settings", "What is older is deleted for good. 0 keeps everything."),
        ),
        "history.redact_minutes": (
            translate("Settings", "Minutes in which people can delete their messages"),
            translate("Settings", "0 sets no limit. Whoever leads a room can always delete."),
        ),
        "history.edit_minutes": (
            translate("Settings", "Minutes in which people can correct their messages"),
            translate("Settings", "0 sets no limit."),
        ),
        "history.page": (
            translate("Settings", "Messages read at once"),
            translate("Settings", "How much history a program gets with one question."),
        ),
        "oper.name": (
            translate("Settings", "Operator name"),
            translate("Settings", "For the OPER command of IRC programs. Empty: nobody can become operator."),
        ),
        "oper.password": (translate("Settings", "Operator password"), ""),
    }


def _of_the_limits() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "limits.enabled": (
            translate("Settings", "Protect against floods"),
            translate("Settings", "Slows down whoever sends too much."),
        ),
        "limits.registration_seconds": (
            translate("Settings", "Seconds to say who one is"),
            translate("Settings", "After that an unknown connection is closed."),
        ),
        "limits.connections_per_address": (
            translate("Settings", "Connections from one address"),
            translate("Settings", "At a time. 0 allows any number."),
        ),
        "limits.burst": (
            translate("Settings", "Lines at once"),
            translate("Settings", "So many go through before anybody is slowed down."),
        ),
        "limits.per_second": (translate("Settings", "Lines a second after that"), ""),
        "limits.outbox_bytes": (
            translate("Settings", "Bytes kept for a slow reader"),
            translate("Settings", "Whoever falls further behind is disconnected."),
        ),
        "limits.channels_per_user": (translate("Settings", "Rooms that one person may be in"), ""),
        "limits.connections_per_minute": (
            translate("Settings", "New connections a minute from one address"),
            translate("Settings", "0 allows any number."),
        ),
        "limits.message_lines": (translate("Settings", "Lines in one message"), ""),
        "limits.message_bytes": (translate("Settings", "Bytes in a message of several lines"), ""),
        "limits.list_items": (translate("Settings", "Bans in one room"), ""),
        "limits.login_attempts": (
            translate("Settings", "Wrong passwords on one connection"),
            translate("Settings", "Then it is closed."),
        ),
        "limits.login_attempts_per_address": (
            translate("Settings", "Wrong passwords from one address"),
            translate("Settings", "In ten minutes."),
        ),
        "limits.registrations_per_address": (
            translate("Settings", "New accounts from one address"),
            translate("Settings", "In an hour."),
        ),
        "limits.ping_seconds": (
            translate("Settings", "Seconds of silence"),
            translate("Settings", "Then a connection is asked for a sign of life."),
        ),
        "threads.io": (
            translate("Settings", "Threads for connections"),
            translate("Settings", "0 takes as many as suit this computer."),
        ),
    }


def _of_accounts() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "accounts.register": (
            translate("Settings", "Anybody may make an account"),
            translate("Settings", "An account keeps a name, wherever its owner comes from."),
        ),
        "accounts.register_before_connect": (
            translate("Settings", "Accounts can be made before entering"),
            translate("Settings", "For programs that ask for one while they connect."),
        ),
        "accounts.email_required": (
            translate("Settings", "An account needs an email address"),
            translate("Settings", "Only you see it."),
        ),
        "accounts.always_on": (
            translate("Settings", "New accounts stay in their rooms"),
            translate("Settings", "Also while nobody is connected for them."),
        ),
        "accounts.password_length": (translate("Settings", "Shortest password, in characters"), ""),
    }


def _of_doors() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "doors.websocket": (
            translate("Settings", "Web pages may connect"),
            translate("Settings", "A browser that opens the address is shown how to join."),
        ),
        "tls.certificate": (
            translate("Settings", "Certificate"),
            translate("Settings", "A PEM file of an authority. Empty: this chat's own certificate."),
        ),
        "tls.key": (
            translate("Settings", "Key of the certificate"),
            translate("Settings", "A PEM file."),
        ),
        "tls.sts_days": (
            translate("Settings", "Insist on encryption"),
            translate("Settings", "For so many days; 0: no. Only with an authority's certificate."),
        ),
        "webirc.password": (
            translate("Settings", "Password of gateways"),
            translate("Settings", "For WEBIRC: web chats that connect for others. Empty: none."),
        ),
        "webirc.addresses": (
            translate("Settings", "Addresses of gateways"),
            translate("Settings", "With commas between them."),
        ),
        "doors.origins": (
            translate("Settings", "Which web pages"),
            translate("Settings", "As https://chat.example, with commas between them. Empty: any."),
        ),
        "doors.text": (
            translate("Settings", "Address for plain text"),
            translate("Settings", "For programs that know no IRC, as ADDRESS:PORT. Empty: none."),
        ),
        "doors.json": (
            translate("Settings", "Address for JSON"),
            translate("Settings", "For programs that send JSON objects, as ADDRESS:PORT. Empty: none."),
        ),
    }
