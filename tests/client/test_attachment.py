"""What a message says about its file: the tag, the text, and their way through the hub, its history and edits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.attachment import (
    LONGEST_TAG,
    Attachment,
    format_attachment,
    join_file_text,
    parse_attachment,
    split_file_text,
)
from desktop_chat.irc.capabilities import TAG_FILE
from desktop_chat.irc.message import encode_message, parse_line
from desktop_chat.net.content_disposition import clean_file_name
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients

CAT = Attachment("cat.png", 12345, "image/png", 1200, 800, "7a8b9c")
ADDRESS = "https://desk.example:6697/files/R2qk/cat.png"


def test_tag_says_all_about_a_picture() -> None:
    tag = "name=cat.png&size=12345&type=image%2Fpng&pixels=1200x800&color=7a8b9c"
    assert format_attachment(CAT) == tag
    assert parse_attachment(tag) == CAT
    assert CAT.is_picture
    assert parse_attachment("color=7A8B9C&later=1&name=cat.png&type=IMAGE/PNG") == replace(
        CAT, size=0, width=0, height=0
    )


@given(
    st.text(max_size=80).map(clean_file_name),
    st.integers(0, 1 << 52),
    st.sampled_from(["", "image/webp", "application/vnd.oasis.opendocument.text"]),
)
def test_any_name_comes_back(name: str, size: int, media_type: str) -> None:
    sent = Attachment(name, size, media_type)
    assert parse_attachment(format_attachment(sent)) == sent


@pytest.mark.parametrize(
    "tag",
    ["", "size=3", "name=", "name=x&" + "a=1&" * 40, "name=" + "x" * LONGEST_TAG, "\ud800"],
)
def test_tag_without_a_name_says_nothing(tag: str) -> None:
    assert parse_attachment(tag) is None


@pytest.mark.parametrize(
    "field",
    ["size=-3", "size=٣", "size=1e9", f"size={'9' * 40}", "type=text", "type=a/b;c", "pixels=0x5", "pixels=3",
     "pixels=70000x1", "pixels=-1x2", "color=red", "color=1234567"],
)  # fmt: skip
def test_value_without_sense_counts_as_absent(field: str) -> None:
    assert parse_attachment(f"name=a.bin&{field}") == Attachment("a.bin")


def test_name_has_no_folders() -> None:
    found = parse_attachment("name=..%2F..%2F%E2%80%AEgnp.exe%00")
    assert found == Attachment("gnp.exe")


@pytest.mark.parametrize("caption", ["", "look!", "two words", "two\nlines here"])
def test_caption_and_address_come_back(caption: str) -> None:
    assert split_file_text(join_file_text(caption, ADDRESS)) == (caption, ADDRESS)


@pytest.mark.parametrize("text", ["", "look!", f"{ADDRESS} look", "file:///etc/passwd", "https://desk.example"])
def test_text_without_an_address_is_a_caption(text: str) -> None:
    assert split_file_text(text) == (text, "")


def test_file_of_a_message_outlives_history_and_edits() -> None:
    hub = MemoryHub()
    ann, bob = SimulatedClient(hub, "ann"), SimulatedClient(hub, "bob")
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
    settle_clients(ann, bob)
    said = parse_line(f"PRIVMSG #lobby :look! {ADDRESS}")
    assert ann.seat is not None
    hub.receive_lines(ann.seat, [encode_message(replace(said, tags={TAG_FILE: format_attachment(CAT)}))])
    settle_clients(ann, bob)
    assert [(entry.text, entry.attachment) for entry in bob.entries("#lobby")] == [(f"look! {ADDRESS}", CAT)]
    ann.apply_events(ann.session.edit_entry("#lobby", ann.entries("#lobby")[0], f"see {ADDRESS}", hub.now))
    settle_clients(ann, bob)
    assert [(entry.text, entry.attachment) for entry in bob.entries("#lobby")] == [(f"see {ADDRESS}", CAT)]
    late = SimulatedClient(hub, "cleo")
    late.connect()
    settle_clients(late)
    assert [(entry.text, entry.attachment) for entry in late.entries("#lobby")] == [(f"see {ADDRESS}", CAT)]
    ann.apply_events(ann.session.edit_entry("#lobby", ann.entries("#lobby")[0], "no file", hub.now))
    settle_clients(ann, bob)
    assert bob.entries("#lobby")[0].attachment is None
