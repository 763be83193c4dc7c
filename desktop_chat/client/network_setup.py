"""NetworkSetup: the form of a network, filled in: its address, names, options and changed secrets. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.network_options import NO_OPTIONS, NetworkOptions
from desktop_chat.client.person import Person
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.irc.names import fold_name, nick_from_person
from desktop_chat.net.fingerprints import NO_KEY, is_same_key
from desktop_chat.value_class import value

_USERNAME = 10
"""Characters; most servers cut longer ones."""


@value
class NetworkSetup:
    """`key` is the `network` of a ServerRecord. `secrets`: by their names in client/secret_store, "" to forget one."""

    key: str
    place: ChatAddress
    label: str = ""
    nick: str = ""
    account: str = ""
    connect: bool = True
    """Join the network at each start."""
    options: NetworkOptions = NO_OPTIONS
    secrets: Mapping[str, str] = field(default_factory=dict)

    def apply_to(self, record: ServerRecord | None) -> ServerRecord:
        """Return the record with this setup. A pin from a link is for the old address only."""
        place = self.place
        if record is None:
            record = ServerRecord(self.key, place.host, place.port, place.tls)
        elif (record.host, record.port) != (place.host, place.port):
            record = replace(record, host=place.host, port=place.port, fingerprint=NO_KEY, elsewhere=(), name="")
        if place.fingerprint and place.tls:
            known = record.fingerprint if is_same_key(record.fingerprint, place.fingerprint) else place.fingerprint
            record = replace(record, fingerprint=known)
        return replace(
            record,
            tls=place.tls,
            label=self.label,
            nick=self.nick,
            account=self.account,
            connect=self.connect,
            options=self.options,
        )


def name_in_chat(record: ServerRecord, name: str) -> str:
    """Return the person's name as a chat shows it: `name`, or the nick if the person chose another one for the chat."""
    chosen = record.nick
    return chosen if chosen and fold_name(chosen) != fold_name(nick_from_person(name)) else name


def make_person(record: ServerRecord, name: str, login_name: str) -> Person:
    """Return the person for a chat, without passwords. `name`: the person's name, `login_name`: at this computer."""
    options = record.options
    return Person(
        record.nick or nick_from_person(name),
        nick_from_person(options.username or login_name, _USERNAME),
        options.realname or name_in_chat(record, name),
        account=record.account,
        bouncer_network=record.bouncer_network,
        other_nicks=options.nick_list(),
        service=options.login_service(),
        encoding=options.sending_encoding(),
    )
