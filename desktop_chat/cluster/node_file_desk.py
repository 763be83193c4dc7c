"""NodeFileDesk: the FileDesk of a node. Space is reserved on the node alone; files come and go through the log.

The limits are judged by the log's order again when a file is added: two nodes may have reserved the last space at once.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from desktop_chat.cluster.host_acts import Ask, publish_call
from desktop_chat.hub.people.file_desk import FileDesk, FileFault, FileRefusal
from desktop_chat.hub.records.shared_files import SharedFiles, UploadPermit
from desktop_chat.hub.reply import Refusal
from desktop_chat.storage.records import SharedFile
from desktop_chat.texts import hub as texts


class NodeFileDesk(FileDesk):
    """Reads answer at once.

    Thread: hub lock, which `finish`, `permit_of_account` and `delete_file` release while the log takes an act.
    """

    def __init__(self, desk: FileDesk, ask: Ask) -> None:
        vars(self).update(vars(desk))
        self._publish = partial(publish_call, ask, FileDesk)
        self._reserved = SharedFiles(())
        """Holds no file, but counts the space of this node's uploads."""

    def permit_of_token(self, token: str) -> UploadPermit:
        """Return the permit of an upload address, which ends with the upload: another node can take the file, too."""
        permit = self._state.files.find_permit(token, self._state.ticks)
        if permit is None:
            raise FileRefusal(FileFault.UNKNOWN, texts.UPLOAD_ADDRESS_ENDED)
        return permit

    def permit_of_account(self, name: str, neighbourhood: str, *, proven: bool) -> UploadPermit:
        if not proven or self._state.accounts.get(name) is None:
            self._ask_node("note_wrong_password", neighbourhood=neighbourhood)
            raise FileRefusal(FileFault.FORBIDDEN, texts.SASL_FAILED)
        return super().permit_of_account(name, neighbourhood, proven=True)

    def _free_bytes(self, owner: str, room: int) -> tuple[int, int, int]:
        mine = self._reserved.taken_bytes(owner, room)
        person, place, total = (
            free - taken for free, taken in zip(super()._free_bytes(owner, room), mine, strict=True)
        )  # fmt: skip
        return person, place, total

    def _reserve(self, permit: UploadPermit, size: int) -> None:
        self._reserved.reserve(permit.owner, permit.room, size)

    def give_back(self, permit: UploadPermit, reserved: int) -> None:
        self._reserved.give_back(permit.owner, permit.room, reserved)

    def finish(
        self,
        permit: UploadPermit,
        reserved: int,
        *,
        content: str,
        name: str,
        media_type: str,
        size: int,
        now: int,
        id_: str = "",
    ) -> tuple[SharedFile, int]:
        """Add a file on all nodes. The space stays reserved after a refusal."""
        file, commit = self._ask_node(
            "add_file",
            token=permit.token, owner=permit.owner, source=permit.source, room=permit.room, reader=permit.reader,
            content=content, name=name, media_type=media_type, size=size, id_=id_,
        )  # fmt: skip
        self.give_back(permit, reserved)
        return file, commit

    def delete_file(self, id_: str, now: int) -> bool:
        return bool(self._publish("delete_file", id_, now))

    def _ask_node(self, name: str, /, **arguments: Any) -> Any:
        """Publish the call of a method of the FileDesk, and return the outcome.

        Raises: FileRefusal, also if the log does not show the act in time; the act may come into the log later.
        """
        try:
            return self._publish(name, **arguments, now=0)
        except Refusal as refusal:
            raise FileRefusal(FileFault.TRY_LATER, refusal.params[-1]) from refusal
