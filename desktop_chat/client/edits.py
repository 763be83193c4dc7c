"""The effect of an edit or a redaction on an Entry. Pure."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryCorrected, EntryDeleted
from desktop_chat.irc.capabilities import TAG_EDITED
from desktop_chat.irc.message import NO_TAGS

Edit = EntryCorrected | EntryDeleted


def apply_edit(entry: Entry, edit: Edit) -> Entry | None:
    """Return the changed Entry, or None if nothing changes because a newer edit is shown or pending."""
    if entry.kind is EntryKind.DELETED:
        return None
    if isinstance(edit, EntryDeleted):
        return replace(
            entry, kind=EntryKind.DELETED, text="", state=DeliveryState.RECEIVED, target="", resend="", tags=NO_TAGS
        )
    if edit.at <= entry.edited_at or entry.is_edit_pending:
        return None
    return replace(entry, text=edit.text, tags={**entry.tags, TAG_EDITED: edit.at})
