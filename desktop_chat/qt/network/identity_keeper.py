"""IdentityKeeper: account and profile of the person for each chat, in the settings and on the servers. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.known_names import KnownNames
from desktop_chat.client.network_setup import name_in_chat
from desktop_chat.client.person import Person
from desktop_chat.client.phase import Phase
from desktop_chat.client.preferences import ServerRecord, Settings
from desktop_chat.client.profiles import DISPLAY_NAME, is_written_form
from desktop_chat.irc.metadata_keys import AVATAR
from desktop_chat.irc.names import nick_from_person
from desktop_chat.qt.network import network as networks


class IdentityKeeper(QObject):
    """A profile is published once on each server; later the server's values count, perhaps changed
    by another device."""

    name_changed = Signal()

    def __init__(
        self, settings: Settings, name: Callable[[], str], person_of: Callable[[ServerRecord], Person], parent: QObject
    ) -> None:
        """`name` returns the person's name, `person_of` the person as a chat is told."""
        super().__init__(parent)
        self._person_of = person_of
        self._settings = settings
        self._name = name
        self._networks: list[networks.Network] = []
        self._names = KnownNames(settings.folder / "names.json")

    def connect_network(self, network: networks.Network) -> None:
        """Keep account and nick of this chat, and publish the profile if the server does not have it yet."""
        self._networks.append(network)
        network.session.restore_names(self._names.names_of(network.network))
        network.phase_changed.connect(lambda: self.on_phase_changed(network))
        network.account.kept.connect(lambda account: self.on_account_kept(network, account))
        network.profile_published.connect(lambda: self.on_published(network))
        record = self._settings.find_server(network.network)
        version = self._settings.preferences.profile_version
        if record is not None and record.profile_version != version:
            network.publish_profile(self._values(network))

    def disconnect_network(self, network: networks.Network) -> None:
        self._networks.remove(network)

    def forget_chat(self, key: str) -> None:
        """Forget the names of people of a chat."""
        self._names.keep_names(key, {})

    def on_phase_changed(self, network: networks.Network) -> None:
        """Keep the names of people for the time before the next connection."""
        if network.phase is Phase.OFFLINE:
            self._names.keep_names(network.network, network.session.written_names())

    def set_name(self, name: str) -> None:
        """Use the name: shown to others at once, and as the nick where the nick was made of the name."""
        if self._use_name(name):
            self.publish_values({})

    def set_profile(self, name: str, values: Mapping[str, str]) -> None:
        """Use the name, and publish the values by key (client/profiles) on all chats."""
        self._use_name(name)
        self.publish_values(values)

    def _use_name(self, name: str) -> bool:
        """Return False if this is the name already."""
        before, name = nick_from_person(self._name()), " ".join(name.split())
        if not name or name == self._settings.preferences.name:
            return False
        self._settings.change_fields(name=name)
        self.name_changed.emit()
        for network in self._networks:
            record = self._settings.find_server(network.network)
            if record is not None:
                network.session.set_person(self._person_of(record))
            if network.phase is Phase.ONLINE and network.nick == before != nick_from_person(name):
                network.set_nick(nick_from_person(name))
        return True

    def publish_values(self, values: Mapping[str, str]) -> None:
        """Publish the profile with these changes by key (client/profiles) on all chats, now or after the next
        connection."""
        preferences = self._settings.preferences
        kept = {key: value for key, value in {**preferences.profile, **values}.items() if key != DISPLAY_NAME}
        self._settings.change_fields(profile=kept, profile_version=preferences.profile_version + 1)
        for network in self._networks:
            network.publish_profile(self._values(network))

    def _values(self, network: networks.Network) -> dict[str, str]:
        record, name = self._settings.find_server(network.network), self._name()
        shown = name_in_chat(record, name) if record is not None else name
        known = network.profile_of(network.nick).get(DISPLAY_NAME, "")
        if shown == network.nick and is_written_form(known, shown):
            shown = known  # as another device writes the nick of this chat
        values = {**self._settings.preferences.profile, DISPLAY_NAME: shown}
        if self._settings.preferences.portrait:
            values.pop(AVATAR, None)  # each chat has an own address for the picture
        return values

    def on_nick_chosen(self, network: networks.Network, nick: str) -> None:
        """Keep a nick that the person chose for this chat, and show it as the name there."""
        self._change_record(network, lambda record: replace(record, nick=nick))
        record = self._settings.find_server(network.network)
        if record is not None:
            network.session.set_person(self._person_of(record))
            network.publish_profile({DISPLAY_NAME: name_in_chat(record, self._name())})

    def on_published(self, network: networks.Network) -> None:
        """Remember that this server has the profile."""
        version = self._settings.preferences.profile_version
        self._change_record(network, lambda record: replace(record, profile_version=version))

    def on_account_kept(self, network: networks.Network, account: str) -> None:
        """Log in to the account from now on, under the nick in use; a guest is called by the person's name."""
        nick = network.session.wanted_nick if account else ""
        self._change_record(network, lambda record: replace(record, account=account, nick=nick))
        record = self._settings.find_server(network.network)
        if record is not None and not account:
            network.session.set_person(self._person_of(record))

    def _change_record(self, network: networks.Network, change: Callable[[ServerRecord], ServerRecord]) -> None:
        record = self._settings.find_server(network.network)
        if record is not None:
            self._settings.keep_server(change(record))
