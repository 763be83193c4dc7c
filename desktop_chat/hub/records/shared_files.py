"""SharedFiles: the files that people have sent, what they take up, and permits for uploads. Pure: the caller persists.

Spec: docs/specifications/filehost.md
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from desktop_chat.storage.records import EVERYBODY, SharedFile

PERMIT_SECONDS = 3600
"""How long an upload address counts, also for going on with an upload that broke off."""
MOST_PERMITS = 100
"""Open permits of one person, or of all guests at one address; beyond them the oldest is forgotten."""
MOST_FILES = 100_000
"""Files of the whole server: each takes some hundred bytes of memory."""

PORTRAIT_BYTES = 1_000_000
"""The picture of a person, at most."""
UNLIMITED = 1 << 62
"""Free bytes without a limit."""


@dataclass(frozen=True, slots=True)
class FileQuota:
    """Limits in bytes; 0 for no limit."""

    one: int
    """One file."""
    person: int
    room: int
    total: int


@dataclass(frozen=True, slots=True)
class UploadPermit:
    """What one upload may become, from the request for an address until the file is there."""

    token: str
    owner: str
    source: str
    room: int
    reader: str
    until: int
    """Ticks (s)."""

    @property
    def is_portrait(self) -> bool:
        """Whether the upload is a picture of the person."""
        return self.reader == EVERYBODY


class SharedFiles:
    """All files by id, the oldest first. Bytes that uploads have reserved count as taken."""

    def __init__(self, files: Iterable[SharedFile]) -> None:
        self._files: dict[str, SharedFile] = {}
        self._contents: Counter[str] = Counter()
        self._by_owner: Counter[str] = Counter()
        self._by_room: Counter[int] = Counter()
        self._of_room: dict[int, dict[str, None]] = {}
        """The files of each room, the oldest first."""
        self._total = 0
        self._permits: dict[str, UploadPermit] = {}
        self._tokens: dict[str, list[str]] = {}
        """The open permits of each person, the oldest first."""
        self._portraits: dict[str, dict[str, None]] = {}
        """The ids of portraits by owner, the oldest first."""
        self.unnamed: dict[str, None] = {}
        """The ids of portraits that no Metadata has named yet. After a start: of all."""
        for file in files:
            self.add_file(file)

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[SharedFile]:
        return iter(self._files.values())

    def __reversed__(self) -> Iterator[SharedFile]:
        return reversed(self._files.values())

    @property
    def total(self) -> int:
        """The bytes of all files and reservations."""
        return self._total

    def get(self, id_: str) -> SharedFile | None:
        return self._files.get(id_)

    def has_content(self, content: str) -> bool:
        """Whether any file has the bytes."""
        return content in self._contents

    def add_file(self, file: SharedFile) -> SharedFile:
        """Add a file, and return the change."""
        self._files[file.id] = file
        self._contents[file.content] += 1
        self._of_room.setdefault(file.room, {})[file.id] = None
        self.reserve(file.owner, file.room, file.size)
        if file.is_portrait:
            self._portraits.setdefault(file.owner, {})[file.id] = None
            self.unnamed[file.id] = None
        return file

    def drop_file(self, id_: str) -> SharedFile | None:
        """Remove a file, and return the change; None if there is no such file."""
        file = self._files.pop(id_, None)
        if file is None:
            return None
        self._contents[file.content] -= 1
        if not self._contents[file.content]:
            del self._contents[file.content]
        del self._of_room[file.room][id_]
        if not self._of_room[file.room]:
            del self._of_room[file.room]
        self.give_back(file.owner, file.room, file.size)
        if file.is_portrait:
            self.unnamed.pop(id_, None)
            self._forget_portrait(file)
        return replace(file, dropped=True)

    def portraits_of(self, owner: str) -> list[str]:
        """Return the ids of the portraits of an owner, the oldest first."""
        return list(self._portraits.get(owner, ()))

    def move_portrait(self, file: SharedFile, owner: str) -> SharedFile:
        """Give a portrait to another owner, and return the change."""
        moved = replace(file, owner=owner)
        self._files[file.id] = moved  # in the place of the file: the files are sorted by time
        self.give_back(file.owner, file.room, file.size)
        self.reserve(owner, file.room, file.size)
        self._forget_portrait(file)
        self._portraits.setdefault(owner, {})[file.id] = None
        return moved

    def _forget_portrait(self, file: SharedFile) -> None:
        own = self._portraits[file.owner]
        del own[file.id]
        if not own:
            del self._portraits[file.owner]

    def files_before(self, time: int, room: int | None = None) -> list[str]:
        """Return the ids of the files from before a time (Unix ms), of all rooms or of one, without portraits."""
        ids = self._files if room is None else self._of_room.get(room, {})
        early = takewhile(lambda id_: self._files[id_].time < time, ids)
        return [id_ for id_ in early if not self._files[id_].is_portrait]

    def files_of_room(self, room: int) -> list[str]:
        """Return the ids of the files of a room, the oldest first."""
        return list(self._of_room.get(room, ()))

    # Space

    def reserve(self, owner: str, room: int, size: int) -> None:
        """Count bytes as taken."""
        self._by_owner[owner] += size
        self._by_room[room] += size
        self._total += size

    def give_back(self, owner: str, room: int, size: int) -> None:
        """Count bytes as free again."""
        self._by_owner[owner] -= size
        self._by_room[room] -= size
        self._total -= size
        if self._by_owner[owner] <= 0:
            del self._by_owner[owner]
        if self._by_room[room] <= 0:
            del self._by_room[room]

    def free_bytes(self, owner: str, room: int, quota: FileQuota) -> tuple[int, int, int]:
        """Return how many bytes the person, the room and the server may still take. `room`: 0 for none."""
        limits = (quota.person, quota.room if room else 0, quota.total)
        taken = self.taken_bytes(owner, room)
        person, place, total = (limit - used if limit else UNLIMITED for limit, used in zip(limits, taken, strict=True))
        return person, place, total

    def taken_bytes(self, owner: str, room: int) -> tuple[int, int, int]:
        """Return how many bytes the person, the room and the server have taken."""
        return self._by_owner[owner], self._by_room[room], self._total

    # Permits

    def open_permit(self, permit: UploadPermit) -> None:
        """Note a permit, by its token."""
        own = self._tokens.setdefault(permit.owner, [])
        own.append(permit.token)
        self._permits[permit.token] = permit
        if len(own) > MOST_PERMITS:
            self._close_permit(own[0])

    def take_permit(self, token: str, now: int) -> UploadPermit | None:
        """Return the permit, which counts once; None if there is none. `now`: ticks."""
        permit = self.find_permit(token, now)
        self._close_permit(token)
        return permit

    def find_permit(self, token: str, now: int) -> UploadPermit | None:
        """Return the permit, which goes on counting; None if there is none. `now`: ticks."""
        permit = self._permits.get(token)
        return permit if permit is not None and now < permit.until else None

    def end_permit(self, token: str) -> bool:
        """End a permit whose upload is complete, even if the upload took long. Return False if there is none."""
        return self._close_permit(token) is not None

    def forget_late_permits(self, now: int) -> None:
        """Forget the permits whose uploads have ended, too. `now`: ticks."""
        while self._permits and (first := next(iter(self._permits.values()))).until + PERMIT_SECONDS <= now:
            self._close_permit(first.token)

    def _close_permit(self, token: str) -> UploadPermit | None:
        permit = self._permits.pop(token, None)
        if permit is not None:
            own = self._tokens[permit.owner]
            own.remove(token)
            if not own:
                del self._tokens[permit.owner]
        return permit
