"""FileDesk: the hub's part of an upload and of a download, for clients of HTTP. Thread: hub lock.

A client of HTTP has no Seat. A token stands for a Seat, a permit for one upload, and a name with a password for an
account.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from enum import Enum
from hmac import compare_digest
from itertools import islice

from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.people.file_access import DAY_MS, drop_file, file_owner, may_read_file
from desktop_chat.hub.people.portraits import drop_unnamed_portraits
from desktop_chat.hub.records.shared_files import (
    MOST_FILES,
    PERMIT_SECONDS,
    PORTRAIT_BYTES,
    UNLIMITED,
    FileQuota,
    UploadPermit,
)
from desktop_chat.hub.state import LOGIN_WINDOW, State
from desktop_chat.net.control_values import FileRow, FileSpace
from desktop_chat.storage.records import PasswordSecret, SharedFile
from desktop_chat.texts import hub as texts

ID_BYTES = 16
MEGABYTE = 1_000_000
MOST_ROWS = 1000
"""Files that the host is shown, at most."""


class FileFault(Enum):
    """The kind of a FileRefusal."""

    UNKNOWN = "unknown"
    FORBIDDEN = "forbidden"
    TOO_LARGE = "too large"
    NO_SPACE = "no space"
    TRY_LATER = "try later"


class FileRefusal(Exception):
    """An upload or a download is refused; the text is a sentence for the person."""

    def __init__(self, fault: FileFault, text: str) -> None:
        super().__init__(text)
        self.fault = fault


def token_of(state: State, seat: Seat) -> str:
    """Return the token of a Seat, until the connection ends."""
    return f"{seat.id}.{code_of(state.nonces.for_name(f'files of {seat.id}'), 24)}"


def make_permit(state: State, *, owner: str, source: str, room: int = 0, reader: str = "") -> UploadPermit:
    """Return a new permit for one upload at an address of its own."""
    token = code_of(state.nonces.for_name(f"upload {state.nonces.next_nonce()}"), 24)
    until = state.ticks + PERMIT_SECONDS
    return UploadPermit(token, owner, source, room, reader, until)


def code_of(secret: bytes, size: int) -> str:
    """Return the first `size` bytes of a secret as one word, without a minus sign at the beginning."""
    code = urlsafe_b64encode(secret[:size]).decode("ascii").rstrip("=")
    return "_" + code[1:] if code.startswith("-") else code


def free_bytes(state: State, owner: str, room: int) -> tuple[int, int, int]:
    """Return how many bytes the person, the room and the server may still take. `room`: 0 for none."""
    settings = state.settings
    limits = (settings.file_mb, settings.file_person_mb, settings.file_room_mb, settings.file_total_mb)
    return state.files.free_bytes(owner, room, FileQuota(*(limit * MEGABYTE for limit in limits)))


class FileDesk:
    """The files of the hub, as the server's threads ask for them. Every method may raise FileRefusal.

    Thread: hub lock.
    """

    def __init__(self, state: State) -> None:
        self._state = state

    # Uploads

    def permit_of_token(self, token: str) -> UploadPermit:
        """Return the permit of an upload address. It counts once."""
        permit = self._state.files.take_permit(token, self._state.ticks)
        if permit is None:
            raise FileRefusal(FileFault.UNKNOWN, texts.UPLOAD_ADDRESS_ENDED)
        return permit

    def permit_of_seat(self, token: str) -> UploadPermit:
        """Return a permit for the person whose Seat has the token."""
        user, seat = self._require_user(token)
        return self._known_permit(file_owner(user, seat), user.source)

    def _known_permit(self, owner: str, source: str) -> UploadPermit:
        """Return a permit for somebody who is known without an address."""
        return UploadPermit("", owner, source, 0, "", self._state.ticks + PERMIT_SECONDS)

    def secret_of(self, name: str, neighbourhood: str) -> PasswordSecret:
        """Return the secret for checking the password of an account; an empty secret without the account.

        `neighbourhood`: the client's, for the limit on wrong passwords.
        """
        state = self._state
        failed = state.failed_logins.count_attempts(neighbourhood, state.ticks)
        if state.settings.limits_enabled and failed >= state.settings.login_attempts_per_address:
            raise FileRefusal(FileFault.TRY_LATER, texts.TOO_MANY_LOGINS(LOGIN_WINDOW // 60))
        account = state.accounts.get(name)
        return account.secret if account is not None else PasswordSecret()

    def permit_of_account(self, name: str, neighbourhood: str, *, proven: bool) -> UploadPermit:
        """Return a permit for an account whose password was checked. `proven`: the password was right."""
        state = self._state
        account = state.accounts.get(name)
        if account is None or not proven:
            state.failed_logins.record_attempt(neighbourhood, state.ticks)
            raise FileRefusal(FileFault.FORBIDDEN, texts.SASL_FAILED)
        users = state.census.users_of(account.identity)
        source = next((user.source for user in users), f"{account.name}!{account.name}@{state.settings.host}")
        return self._known_permit(account.identity, source)

    def reserve(self, permit: UploadPermit, size: int | None) -> int:
        """Reserve space for an upload, and return the limit in bytes.

        `size`: as announced by the client, or None. The caller gives the space back by `finish` or
        `give_back`.
        """
        state, settings = self._state, self._state.settings
        if state.store_error:
            raise FileRefusal(FileFault.TRY_LATER, state.store_error)
        if not settings.files_enabled:
            raise FileRefusal(FileFault.FORBIDDEN, texts.FILES_ARE_OFF)
        free = self._free_bytes(permit.owner, permit.room)
        most = self._most_bytes(permit)
        wanted = min(most, *(max(1, one) for one in free)) if size is None else size
        self._require_space(wanted, most, free)
        self._reserve(permit, wanted)
        return wanted

    def _free_bytes(self, owner: str, room: int) -> tuple[int, int, int]:
        return free_bytes(self._state, owner, room)

    def _reserve(self, permit: UploadPermit, size: int) -> None:
        self._state.files.reserve(permit.owner, permit.room, size)

    def _most_bytes(self, permit: UploadPermit) -> int:
        """Return the size of the largest file of a permit."""
        most = self._state.settings.file_mb * MEGABYTE or UNLIMITED
        return min(most, PORTRAIT_BYTES) if permit.is_portrait else most

    def _require_space(self, size: int, most: int, free: tuple[int, int, int]) -> None:
        """Raise a FileRefusal for more bytes than `most`, and without space for the bytes."""
        state = self._state
        if size > most:
            raise FileRefusal(FileFault.TOO_LARGE, texts.FILE_TOO_LARGE(most // MEGABYTE))
        person, room, total = free
        if size > person:
            raise FileRefusal(FileFault.NO_SPACE, texts.NO_SPACE_FOR_PERSON)
        if size > room:
            raise FileRefusal(FileFault.NO_SPACE, texts.NO_SPACE_IN_ROOM)
        if size > total or len(state.files) >= MOST_FILES:
            raise FileRefusal(FileFault.NO_SPACE, texts.NO_SPACE_FOR_FILES)

    def give_back(self, permit: UploadPermit, reserved: int) -> None:
        """Give the space of an upload back that comes to nothing."""
        self._state.files.give_back(permit.owner, permit.room, reserved)

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
        """Add the file of a complete upload, in place of the reserved space. `id_`: "" for a new one.

        Return the file, and the commit. The client is told once the commit is durable.
        """
        state = self._state
        state.now = now
        if state.store_error:
            raise FileRefusal(FileFault.TRY_LATER, state.store_error)
        self.give_back(permit, reserved)
        file = SharedFile(
            id=id_ or code_of(state.nonces.for_name(f"file {state.nonces.next_nonce()}"), ID_BYTES),
            content=content,
            name=name,
            media_type=media_type,
            size=size,
            owner=permit.owner,
            source=permit.source,
            room=permit.room,
            reader=permit.reader,
            time=now,
            link_until=now + state.settings.file_link_days * DAY_MS,
            sequence=state.last_sequence,
        )
        if permit.is_portrait:
            drop_unnamed_portraits(state, permit.owner)
        return file, state.persist(state.files.add_file(file))

    def add_file(
        self,
        *,
        token: str,
        owner: str,
        source: str,
        room: int,
        reader: str,
        content: str,
        name: str,
        media_type: str,
        size: int,
        now: int,
        id_: str,
    ) -> tuple[SharedFile, int]:
        """Add the file of an upload for which nothing was reserved here, once by its id. Return as `finish`.

        `token`: of the permit, which ends; "" for a permit without an address.
        """
        known = self._state.files.get(id_)
        if known is not None:
            return known, self._state.persist(known)  # asked again, for the first answer was lost
        if not self._state.settings.files_enabled:
            raise FileRefusal(FileFault.FORBIDDEN, texts.FILES_ARE_OFF)
        permit = UploadPermit(token, owner, source, room, reader, 0)
        self._require_space(size, self._most_bytes(permit), free_bytes(self._state, owner, room))
        if token and not self._state.files.end_permit(token):
            raise FileRefusal(FileFault.UNKNOWN, texts.UPLOAD_ADDRESS_ENDED)
        return self.finish(permit, 0, content=content, name=name, media_type=media_type, size=size, now=now, id_=id_)

    def note_wrong_password(self, neighbourhood: str, now: int) -> None:
        """Count a wrong password against the limit."""
        self._state.now = now
        self._state.failed_logins.record_attempt(neighbourhood, self._state.ticks)

    # Downloads

    def find_readable(self, id_: str, token: str, now: int) -> SharedFile:
        """Return a file that the client may read. `token`: of the person's Seat, or ""."""
        file = self._state.files.get(id_)
        if file is None:
            raise FileRefusal(FileFault.UNKNOWN, texts.NO_SUCH_FILE)
        if file.is_portrait or now < file.link_until:
            return file
        if not token:
            raise FileRefusal(FileFault.FORBIDDEN, texts.FILE_LINK_ENDED)
        if not may_read_file(self._state, self._require_user(token)[0], file):
            raise FileRefusal(FileFault.FORBIDDEN, texts.FILE_NOT_FOR_YOU)
        return file

    def _require_user(self, token: str) -> tuple[User, Seat]:
        number, _, _ = token.partition(".")
        seat = (
            self._state.seats.get(int(number)) if number.isascii() and number.isdigit() and len(number) < 20 else None
        )
        known = token_of(self._state, seat) if seat is not None else ""
        if seat is None or seat.user is None or not compare_digest(known.encode(), token.encode("utf-8", "replace")):
            raise FileRefusal(FileFault.FORBIDDEN, texts.FILE_TOKEN_ENDED)
        return seat.user, seat

    # The host

    def is_content_used(self, content: str) -> bool:
        """Return whether any file has the bytes."""
        return self._state.files.has_content(content)

    def all_files(self) -> tuple[SharedFile, ...]:
        """Return all files, the newest first."""
        return tuple(reversed(self._state.files))

    def list_files(self) -> tuple[FileRow, ...]:
        """Return the newest files, newest first."""
        return tuple(self._row_of(file) for file in islice(reversed(self._state.files), MOST_ROWS))

    def _row_of(self, file: SharedFile) -> FileRow:
        folded = self._state.rooms.channel_name(file.room)
        channel = self._state.channels.get(folded)  # None while nobody is there
        return FileRow(
            id=file.id,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            by=file.source.partition("!")[0],
            room=channel.name if channel is not None else folded,
            time=file.time,
            content=file.content,
        )

    def measure_space(self) -> FileSpace:
        """Return how much all files take up."""
        files = self._state.files
        return FileSpace(len(files), files.total, self._state.settings.file_total_mb * MEGABYTE)

    def delete_file(self, id_: str, now: int) -> bool:
        """Delete a file. Return False if there is none."""
        self._state.now = now
        return drop_file(self._state, id_)
