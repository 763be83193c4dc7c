"""ClosedFileDesk: the FileDesk of a cluster's node. Files of before can be read; nothing is taken, and nothing changes.

A permit takes a nonce, and a wrong password is counted: both would be on one node only.
"""

from __future__ import annotations

from typing import NoReturn

from desktop_chat.hub.people.file_desk import FileDesk, FileFault, FileRefusal
from desktop_chat.texts import hub as texts


class ClosedFileDesk(FileDesk):
    """Refuses each upload at its beginning. Thread: hub lock."""

    def __init__(self, desk: FileDesk) -> None:
        vars(self).update(vars(desk))

    def permit_of_token(self, token: str) -> NoReturn:
        raise FileRefusal(FileFault.FORBIDDEN, texts.FILES_ARE_OFF)

    def permit_of_seat(self, token: str) -> NoReturn:
        raise FileRefusal(FileFault.FORBIDDEN, texts.FILES_ARE_OFF)

    def secret_of(self, name: str, neighbourhood: str) -> NoReturn:
        raise FileRefusal(FileFault.FORBIDDEN, texts.FILES_ARE_OFF)

    def permit_of_account(self, name: str, neighbourhood: str, *, proven: bool) -> NoReturn:
        raise FileRefusal(FileFault.FORBIDDEN, texts.FILES_ARE_OFF)

    def delete_file(self, id_: str, now: int) -> bool:
        """Delete nothing. Return False."""
        return False
