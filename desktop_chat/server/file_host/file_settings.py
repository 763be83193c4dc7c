"""FileSettings: the settings of the FileHost; the hub has the others."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_chat.net.media_types import FileKinds


@dataclass(frozen=True, slots=True)
class FileSettings:
    """Replaced whole when settings change."""

    kinds: FileKinds = FileKinds.ANY
    """What may be sent."""
    address: str = ""
    """The web address of this server for links, such as `https://chat.example`; "" for the one that a client uses."""
    own_host: str = ""
    """What other computers call this one, in place of `localhost` in links; "" if none can reach it."""
