"""OwnPortrait: the person's picture: a file of the profile, and the way to each chat with pictures.

Each picture is published once on each server; later the value of the server counts, perhaps changed by another device.
Thread: GUI, except `_send_file`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage

from desktop_chat.client.connection_events import PortraitRefused, PortraitUploadOpened
from desktop_chat.client.phase import Phase
from desktop_chat.client.picture_download import PictureError, picture_host
from desktop_chat.client.preferences import Settings
from desktop_chat.irc.metadata_keys import AVATAR
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.media.picture_thread import picture_thread
from desktop_chat.qt.media.portrait_file import keep_portrait
from desktop_chat.qt.network.identity_keeper import IdentityKeeper
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.upload_courier import UploadCourier, UploadError, UploadTask
from desktop_chat.texts import client as texts

_log = logging.getLogger(__name__)


class OwnPortrait(QObject):
    """The picture of one profile."""

    failed = Signal(str)  # a sentence: the picture is not shown in a chat
    _ended = Signal(object, str, object)  # Network, the name of the file; the address, or the exception

    def __init__(
        self, settings: Settings, identity: IdentityKeeper, networks: Callable[[], list[Network]], parent: QObject
    ) -> None:
        """`networks` returns the open chats."""
        super().__init__(parent)
        self._settings = settings
        self._identity = identity
        self._networks = networks
        self._watched: dict[Network, str] = {}
        """The chats whose signals are connected, and the picture whose address is on its way there."""
        self._couriers: dict[Network, UploadCourier] = {}
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def path(self) -> Path | None:
        """The file with the picture, None without a picture."""
        name = self._settings.preferences.portrait
        return self._settings.folder / Path(name).name if name else None

    def read_image(self) -> QImage | None:
        """Return the picture, None without a picture."""
        image = QImage(str(self.path)) if self.path is not None else QImage()
        return None if image.isNull() else image

    def lack_of(self, network: Network) -> str:
        """Return why a chat does not keep the picture, or "": a sentence in the person's language."""
        if network.is_unencrypted:
            return translate_text(texts.PORTRAIT_IS_UNENCRYPTED)
        if network.phase is Phase.ONLINE and not network.session.knows_profiles:
            return translate_text(texts.NO_PORTRAITS_HERE)
        return translate_text(network.session.portrait.refusal)

    def refusal(self) -> str:
        """Return why no open chat keeps the picture; "" if a chat does, or perhaps will once connected."""
        lacks = [self.lack_of(network) for network in self._networks() if network.phase is Phase.ONLINE]
        return lacks[0] if lacks and all(lacks) else ""

    # A person

    def set_portrait(self, image: QImage, square: QRect) -> None:
        """Use a square of a picture, in all chats."""
        folder = self._settings.folder
        picture_thread().add_work("own portrait", lambda: keep_portrait(image, square, folder), self.on_kept)

    def on_kept(self, outcome: str | PictureError | None) -> None:
        """Send the file to the chats."""
        if isinstance(outcome, PictureError):
            self.failed.emit(self.tr("Your picture cannot be kept: {0}.").format(outcome))
        elif outcome:
            self._use_file(outcome)
            for network in self._networks():
                self.offer_to(network)

    def remove_portrait(self) -> None:
        """Use no picture any more, in all chats."""
        self._use_file("")
        self._identity.publish_values({AVATAR: ""})

    def forget_portrait(self) -> None:
        """Use an address in place of the picture: the profile with the address is published by the caller."""
        self._use_file("")

    def _use_file(self, name: str) -> None:
        before = self.path
        for courier in self._couriers.values():
            courier.cancel()
        self._couriers.clear()
        self._watched = dict.fromkeys(self._watched, "")
        self._settings.change_fields(portrait=name)
        if before is not None and before != self.path:
            with suppress(OSError):
                before.unlink(missing_ok=True)

    # The chats

    def offer_to(self, network: Network) -> None:
        """Send the picture to a chat without the picture."""
        record, name = self._settings.find_server(network.network), self._settings.preferences.portrait
        if not name or record is None or record.portrait == name or network.phase is not Phase.ONLINE:
            return
        if network not in self._watched:
            self._watched[network] = ""
            network.portrait_told.connect(lambda told: self.on_told(network, told))
            network.profile_published.connect(lambda: self.on_published(network))
        if not self.lack_of(network):
            network.ask_portrait_address()
        elif network.session.knows_profiles and network.profile_of(network.nick).get(AVATAR):
            network.publish_profile({AVATAR: ""})  # an older picture

    def on_told(self, network: Network, told: PortraitUploadOpened | PortraitRefused) -> None:
        """Send the file to the address."""
        target, path = network.server_target(), self.path
        if isinstance(told, PortraitRefused):
            self._say_failed(network, told.reason)
        elif target is not None and path is not None and network not in self._couriers:
            name = path.name
            kind = "image/png" if path.suffix == ".png" else "image/jpeg"
            address = f"{'https' if target.tls else 'http'}://{target}{told.path}"
            try:
                task = UploadTask(
                    file=path,
                    name=f"avatar{path.suffix}",
                    media_type=kind,
                    size=path.stat().st_size,
                    target=target,
                    path=told.path,
                    address=address,
                )
            except OSError as error:
                self._say_failed(network, texts.UPLOAD_UNREADABLE(error.strerror or str(error)))
                return
            courier = self._couriers[network] = UploadCourier(task, lambda sent: None)
            arguments = (network, name, courier)
            threading.Thread(target=self._send_file, args=arguments, name="portrait upload", daemon=True).start()

    def _send_file(self, network: Network, name: str, courier: UploadCourier) -> None:
        """Thread: portrait upload."""
        outcome = courier.carry_or_fail()
        with suppress(RuntimeError):  # the program ends, and Qt has deleted this object
            self._ended.emit(network, name, outcome)

    def _on_ended(self, network: Network, name: str, outcome: object) -> None:
        if name != self._settings.preferences.portrait or network not in self._networks():
            return
        self._couriers.pop(network, None)
        if isinstance(outcome, str) and picture_host(outcome):
            self._watched[network] = name
            network.publish_profile({AVATAR: outcome})
        elif isinstance(outcome, UploadError) and network.phase is Phase.ONLINE:
            self._say_failed(network, outcome.reason)
        elif isinstance(outcome, str):
            self._say_failed(network, texts.PORTRAIT_IS_UNENCRYPTED)

    def on_published(self, network: Network) -> None:
        """Remember that this server has the picture."""
        name, record = self._watched.get(network, ""), self._settings.find_server(network.network)
        if name and record is not None and name == self._settings.preferences.portrait:
            self._settings.keep_server(replace(record, portrait=name))

    def _say_failed(self, network: Network, reason: str) -> None:
        words = translate_text(reason)
        self.failed.emit(self.tr("Your picture is not shown in {0}: {1}").format(network.display_name, words))

    def forget_network(self, network: Network) -> None:
        """Stop an upload to a closed chat."""
        self._watched.pop(network, None)
        courier = self._couriers.pop(network, None)
        if courier is not None:
            courier.cancel()

    def close(self) -> None:
        """Stop all uploads. The threads end soon."""
        for courier in self._couriers.values():
            courier.cancel()
        self._couriers.clear()
