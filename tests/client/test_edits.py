from __future__ import annotations

from desktop_chat.client.edits import apply_edit
from desktop_chat.client.entry import TAG_BEFORE, DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryCorrected, EntryDeleted
from desktop_chat.irc.capabilities import TAG_EDITED

SAID = Entry(1, EntryKind.MESSAGE, 1000, "bob", "teh tea", msgid="m1", tags={"+draft/reply": "m0"})


def correction(text: str, second: int) -> EntryCorrected:
    return EntryCorrected("#tea", "m1", text, f"2026-05-01T12:00:{second:02}.000Z")


def test_edit_replaces_the_text() -> None:
    now = apply_edit(SAID, correction("the tea", 7))
    assert now is not None
    assert (now.text, now.edited_at, now.time, now.msgid) == ("the tea", "2026-05-01T12:00:07.000Z", 1000, "m1")
    assert now.tags["+draft/reply"] == "m0"


def test_older_edit_changes_nothing() -> None:
    """The history may report an edit after a newer one."""
    now = apply_edit(SAID, correction("the tea", 7))
    assert now is not None
    assert apply_edit(now, correction("te tea", 5)) is None
    assert apply_edit(now, correction("the tea", 7)) is None
    later = apply_edit(now, correction("the green tea", 9))
    assert later is not None
    assert later.text == "the green tea"


def test_pending_own_edit_wins() -> None:
    own = Entry(
        1, EntryKind.MESSAGE, 1000, "ann", "new", "m1", own=True, state=DeliveryState.PENDING, tags={TAG_BEFORE: "old"}
    )
    assert apply_edit(own, correction("elsewhere", 7)) is None


def test_redaction_leaves_author_and_time_only() -> None:
    tags = {TAG_EDITED: "x", "+draft/a": "b"}
    edited = Entry(
        id=1,
        kind=EntryKind.ACTION,
        time=1000,
        nick="bob",
        text="secret",
        msgid="m1",
        own=True,
        state=DeliveryState.SENT,
        account="bob",
        resend="r",
        tags=tags,
    )
    now = apply_edit(edited, EntryDeleted("#tea", "m1"))
    assert now == Entry(
        id=1, kind=EntryKind.DELETED, time=1000, nick="bob", text="", msgid="m1", own=True, account="bob"
    )
    assert apply_edit(now, EntryDeleted("#tea", "m1")) is None
    assert apply_edit(now, correction("again", 9)) is None
