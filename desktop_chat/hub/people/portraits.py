"""Portraits: files with the pictures of people, kept as long as the Metadata of the owner names the file.

A portrait is uploaded first, and named by `METADATA * SET avatar` then. Thread: hub lock.
Spec: docs/specifications/filehost.md
"""

from __future__ import annotations

from desktop_chat.hub.people.file_access import LINKED_FILE, drop_file
from desktop_chat.hub.state import State
from desktop_chat.irc.metadata_keys import AVATAR

NAMELESS_MS = 3_600_000
"""How long a portrait may exist before Metadata names it."""


def named_portrait(state: State, owner: str) -> str:
    """Return the id of the file in the Metadata of an owner, or ""."""
    found = LINKED_FILE.search(state.metadata.values_of(owner).get(AVATAR, ""))
    return found[1] if found is not None else ""


def follow_changed_avatars(state: State) -> None:
    """Delete the portraits after a change of Metadata.

    A portrait follows the address to another owner: after a login, a guest keeps the picture.
    """
    changed = state.metadata.changed_avatars
    if not changed or state.store_error:
        return
    owners, named = list(changed), {owner: named_portrait(state, owner) for owner in changed}
    changed.clear()
    for owner, id_ in named.items():
        file = state.files.get(id_)
        if file is None or not file.is_portrait:
            continue
        is_free = named_portrait(state, file.owner) != id_ and (file.owner in named or id_ in state.files.unnamed)
        if file.owner != owner and is_free:
            state.persist(state.files.move_portrait(file, owner))
        state.files.unnamed.pop(id_, None)
    for owner in owners:
        for id_ in state.files.portraits_of(owner):
            if id_ == named[owner]:
                break  # the rest is younger, and will be named
            drop_file(state, id_)


def drop_unnamed_portraits(state: State, owner: str) -> None:
    """Delete the unnamed portraits of an owner: the owner sends another portrait."""
    named = named_portrait(state, owner)
    for id_ in state.files.portraits_of(owner):
        if id_ != named:
            drop_file(state, id_)


def drop_late_portraits(state: State) -> None:
    """Delete the portraits without a name in time."""
    if state.store_error:
        return
    for id_ in list(state.files.unnamed):
        file = state.files.get(id_)
        if file is None or named_portrait(state, file.owner) == id_:
            del state.files.unnamed[id_]
        elif state.now - file.time >= NAMELESS_MS:
            drop_file(state, id_)
