"""FILEHOST: limits, an address for one upload or one portrait, a token for downloads, and the deletion of a file.

Spec: docs/specifications/filehost.md
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_chat.hub.call import Call
from desktop_chat.hub.messaging.permissions import require_reachable_person, require_speakable_channel
from desktop_chat.hub.people.addressee import find_addressee
from desktop_chat.hub.people.file_access import drop_file, file_owner, may_delete_file
from desktop_chat.hub.people.file_desk import MEGABYTE, free_bytes, make_permit, token_of
from desktop_chat.hub.records.shared_files import MOST_FILES, PERMIT_SECONDS, PORTRAIT_BYTES, UNLIMITED
from desktop_chat.hub.reply import fail
from desktop_chat.irc.names import fold_name
from desktop_chat.net.media_types import FileKinds
from desktop_chat.storage.records import EVERYBODY
from desktop_chat.texts import hub as texts


def filehost(call: Call) -> None:
    """Answer `FILEHOST LIMITS [target]`, `FILEHOST UPLOAD [target]`, `FILEHOST AVATAR`, `FILEHOST TOKEN` and
    `FILEHOST DELETE id`."""
    if not call.state.settings.files_enabled:
        raise fail("FILEHOST", "DISABLED", text=texts.FILES_ARE_OFF)
    answer = _SUBCOMMANDS.get(call.params[0].upper())
    if answer is None:
        raise fail("FILEHOST", "INVALID_PARAMS", call.params[0], text=texts.UNKNOWN_SUBCOMMAND)
    answer(call)


def _tell_limits(call: Call) -> None:
    """Tell what may be sent to a target. A room of other people counts as no room."""
    state, target = call.state, call.param_at(1)
    channel = state.channels.get(fold_name(target)) if target.startswith("#") else None
    room = channel.room if channel is not None and call.user in channel.members else 0
    free = min(free_bytes(state, file_owner(call.user, call.seat), room))
    free = 0 if len(state.files) >= MOST_FILES else max(0, free)
    most, kinds = str(state.settings.file_mb * MEGABYTE), ",".join(FileKinds(state.settings.file_kinds).ranges)
    left = "*" if free >= UNLIMITED else str(free)
    call.reply.add_line(state.settings.host, "FILEHOST", "LIMITS", target or "*", most, left, kinds)


def _open_upload(call: Call) -> None:
    state, target = call.state, call.param_at(1)
    call.must_keep()
    room, reader = 0, ""
    if target.startswith("#"):
        room = require_speakable_channel(call, target, "PRIVMSG", "").room
    elif target:
        addressee = find_addressee(state, target)
        if addressee is None:
            raise fail("FILEHOST", "INVALID_TARGET", target, text=texts.NO_SUCH_NICK)
        if addressee.users:
            require_reachable_person(call, addressee.users[0])
        reader = addressee.identity
    permit = make_permit(
        state, owner=file_owner(call.user, call.seat), source=call.user.source, room=room, reader=reader
    )
    state.files.open_permit(permit)
    host, most = state.settings.host, str(state.settings.file_mb * MEGABYTE)
    call.reply.add_line(host, "FILEHOST", "UPLOAD", target or "*", f"/upload/{permit.token}", str(PERMIT_SECONDS), most)


def _open_portrait(call: Call) -> None:
    """Open the upload of a portrait: the Metadata of the User will name the file."""
    state, user = call.state, call.user
    call.must_keep()
    permit = make_permit(state, owner=user.metadata_owner, source=user.source, reader=EVERYBODY)
    state.files.open_permit(permit)
    most = min(PORTRAIT_BYTES, state.settings.file_mb * MEGABYTE or PORTRAIT_BYTES)
    path, seconds = f"/upload/{permit.token}", str(PERMIT_SECONDS)
    call.reply.add_line(state.settings.host, "FILEHOST", "AVATAR", path, seconds, str(most))


def _tell_token(call: Call) -> None:
    call.reply.add_line(call.state.settings.host, "FILEHOST", "TOKEN", token_of(call.state, call.seat))


def _delete(call: Call) -> None:
    call.require_params(2)
    call.must_keep()
    file = call.state.files.get(call.params[1])
    if file is None:
        raise fail("FILEHOST", "UNKNOWN_FILE", call.params[1], text=texts.NO_SUCH_FILE)
    if not may_delete_file(call.state, call.user, file):
        raise fail("FILEHOST", "FORBIDDEN", call.params[1], text=texts.CANNOT_DELETE_FILE)
    drop_file(call.state, file.id)
    call.reply.needs_commit(call.state.next_commit)
    call.reply.add_line(call.state.settings.host, "FILEHOST", "DELETE", file.id)


_SUBCOMMANDS: Mapping[str, Callable[[Call], None]] = {
    "LIMITS": _tell_limits, "UPLOAD": _open_upload, "AVATAR": _open_portrait, "TOKEN": _tell_token, "DELETE": _delete,
}  # fmt: skip
