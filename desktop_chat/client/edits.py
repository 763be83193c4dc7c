"""The effect of an edit, a redaction or a reaction on an Entry. Pure."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.earlier_texts import keep_earlier_text
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryCorrected, EntryDeleted, EntryReacted
from desktop_chat.client.reactions import apply_reaction
from desktop_chat.irc.capabilities import TAG_EDITED
from desktop_chat.irc.message import NO_TAGS

Edit = EntryCorrected | EntryDeleted | EntryReacted


def deleted_entry(entry: Entry) -> Entry:
    """Return what is left of a deleted Entry."""
    return replace(
        entry, kind=EntryKind.DELETED, text="", state=DeliveryState.RECEIVED, target="", resend="", tags=NO_TAGS
    )


def apply_edit(entry: Entry, edit: Edit) -> Entry | None:
    """Return the changed Entry, or None if nothing changes because a newer edit is shown or pending."""
    if entry.kind is EntryKind.DELETED:
        return None
    if isinstance(edit, EntryDeleted):
        return deleted_entry(entry)
    if isinstance(edit, EntryReacted):
        return apply_reaction(entry, edit)
    if edit.at <= entry.edited_at or entry.is_edit_pending:
        return None
    now = replace(entry, text=edit.text, tags={**entry.tags, TAG_EDITED: edit.at})
    return keep_earlier_text(entry, now)
