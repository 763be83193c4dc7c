"""Messages with files: one upload after the other, and each message once, whatever breaks off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_chat.client.attachment import Attachment
from desktop_chat.client.entry import TAG_UPLOAD, DeliveryState, Entry, EntryKind
from desktop_chat.client.events import UploadLimitsTold, UploadOpened
from desktop_chat.client.upload_limits import UploadLimits
from desktop_chat.client.uploads import UploadSource, format_source, parse_source, source_of
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients
from tests.client.session_harness import MODERN, SessionHarness

CAT = Attachment("cat.png", 12345, "image/png", 1200, 800, "7a8b9c")
TEXT = Attachment("notes.txt", 7, "text/plain")
OURS = ":s 005 ann desktop-chat/FILES=5000000 soju.im/FILEHOST=https://desk.example:6697/upload :are"
SOJU = ":s 005 ann soju.im/FILEHOST=https://files.example/upload :are"
LINK = "https://desk.example:6697/files/R2qk/cat.png"


def ready(*support: str, capabilities: str = MODERN) -> SessionHarness:
    harness = SessionHarness()
    harness.connect(capabilities, *support)
    harness.enter_room()
    harness.sent.clear()
    return harness


def send(harness: SessionHarness, file: Attachment = CAT, caption: str = "") -> None:
    source = UploadSource(f"/home/ann/{file.name}")
    harness.record(harness.session.uploads.send_file("#tea", file, source, 1000, caption=caption))


def opened(harness: SessionHarness) -> list[tuple[str, str, str]]:
    """Return the opened uploads: file, address, earlier address."""
    events = (event for event in harness.events if isinstance(event, UploadOpened))
    return [(event.entry.attachment.name, event.address, event.earlier) for event in events if event.entry.attachment]


def states(harness: SessionHarness) -> list[tuple[str, DeliveryState]]:
    return [(entry.text, entry.state) for entry in harness.entries("#tea")]


def test_message_follows_its_file() -> None:
    hub = MemoryHub()
    ann, bob = SimulatedClient(hub, "ann"), SimulatedClient(hub, "bob")
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
    events = ann.session.uploads.send_file("#lobby", CAT, UploadSource("/a/cat.png"), hub.now, caption="look!")
    ann.apply_events(events)
    settle_clients(ann, bob)
    [upload] = ann.uploads
    assert upload.address.startswith("/upload/")
    assert bob.texts("#lobby") == []
    assert [(entry.text, entry.attachment) for entry in ann.entries("#lobby")] == [("look!", CAT)]
    ann.apply_events(ann.session.uploads.finish_upload(upload.entry.id, LINK, hub.now))
    settle_clients(ann, bob)
    for client in (ann, bob):
        assert [(entry.text, entry.attachment) for entry in client.entries("#lobby")] == [(f"look! {LINK}", CAT)]
    assert [entry.state for entry in ann.entries("#lobby")] == [DeliveryState.SENT]
    assert not any(TAG_UPLOAD in entry.tags for entry in ann.entries("#lobby"))


def test_files_go_one_after_the_other() -> None:
    harness = ready(OURS)
    send(harness, CAT)
    send(harness, TEXT)
    assert harness.sent == ["FILEHOST UPLOAD #tea"]
    harness.receive(":s FILEHOST UPLOAD #tea /upload/one 3600 5000000")
    assert opened(harness) == [("cat.png", "/upload/one", "")]
    harness.record(harness.session.uploads.finish_upload(harness.entries("#tea")[0].id, LINK, 1000))
    assert harness.sent[-1] == "FILEHOST UPLOAD #tea"
    assert [line.partition("PRIVMSG")[2] for line in harness.sent if "PRIVMSG" in line] == [f" #tea :{LINK}"]
    harness.receive(":s FILEHOST UPLOAD #tea /upload/two 3600 5000000")
    assert opened(harness)[1:] == [("notes.txt", "/upload/two", "")]


def test_limits_are_asked_for_and_told() -> None:
    """Our server answers. A refusal is none of the file that is on its way, and nobody is told."""
    hub = MemoryHub()
    ann = SimulatedClient(hub, "ann")
    ann.connect()
    settle_clients(ann)
    ann.apply_events(ann.session.uploads.ask_limits("#lobby", hub.now))
    settle_clients(ann)
    assert ann.limits == [UploadLimitsTold("#lobby", UploadLimits(100_000_000, 2_000_000_000))]
    harness = ready(OURS)
    send(harness)
    harness.record(harness.session.uploads.ask_limits("#tea", 1000))
    assert harness.sent == ["FILEHOST UPLOAD #tea", "FILEHOST LIMITS #tea"]
    assert harness.receive(":s FAIL FILEHOST INVALID_PARAMS LIMITS :Unknown subcommand") == []
    assert states(harness) == [("cat.png", DeliveryState.PENDING)]
    assert harness.receive(":s FILEHOST LIMITS #tea 5 6 image/*") == []
    harness.record(harness.session.uploads.ask_limits("#tea", 1000))
    limits = UploadLimits(5, 6, ("image/*",))
    assert harness.receive(":s FILEHOST LIMITS #tea 5 6 image/*") == [UploadLimitsTold("#tea", limits)]
    soju = ready(SOJU)
    soju.record(soju.session.uploads.ask_limits("#tea", 1000))
    assert soju.sent == []


def test_other_servers_name_the_address_at_once() -> None:
    harness = ready(SOJU)
    assert (harness.session.uploads.refusal, harness.session.uploads.limits) == ("", UploadLimits())
    send(harness)
    assert opened(harness) == [("cat.png", "https://files.example/upload", "")]
    assert harness.sent == []


@pytest.mark.parametrize("support", ["x", "soju.im/FILEHOST=http://files.example/upload"])
def test_server_without_files_refuses(support: str) -> None:
    harness = ready(f":s 005 ann {support} :are")
    assert harness.session.uploads.refusal == "This server takes no files."
    send(harness)
    assert states(harness)[0] == ("cat.png", DeliveryState.FAILED)


def test_refusal_fails_the_message_and_the_next_file_goes_on() -> None:
    harness = ready(OURS)
    assert harness.session.uploads.limits == UploadLimits(5_000_000)
    send(harness, CAT)
    send(harness, TEXT)
    harness.receive(":s FAIL FILEHOST INVALID_TARGET #tea :No such nick")
    assert states(harness)[:2] == [("cat.png", DeliveryState.FAILED), ("notes.txt", DeliveryState.PENDING)]
    assert [entry.text for entry in harness.entries("#tea") if entry.kind is EntryKind.ERROR] == ["No such nick"]
    assert harness.sent[-1] == "FILEHOST UPLOAD #tea"
    harness.receive(":s FILEHOST UPLOAD #tea nowhere 3600 1")
    assert states(harness)[1] == ("notes.txt", DeliveryState.FAILED)


def test_failed_upload_can_be_tried_again() -> None:
    harness = ready(OURS)
    send(harness, CAT, "look!")
    harness.receive(":s FILEHOST UPLOAD #tea /upload/one 3600 5000000")
    entry = harness.entries("#tea")[0]
    harness.record(harness.session.uploads.fail_upload(entry.id, "The disk is full.", 1000))
    entry = harness.entries("#tea")[0]
    assert entry.state is DeliveryState.FAILED
    harness.record(harness.session.retry_entry("#tea", entry, 1000))
    harness.receive(":s FILEHOST UPLOAD #tea /upload/two 3600 5000000")
    assert opened(harness)[1:] == [("cat.png", "/upload/two", "/upload/one")]
    harness.record(harness.session.uploads.renew_address(entry.id, 1000))
    harness.receive(":s FILEHOST UPLOAD #tea /upload/three 3600 5000000")
    harness.record(harness.session.uploads.finish_upload(entry.id, LINK, 1000))
    assert states(harness)[0] == (f"look! {LINK}", DeliveryState.PENDING)


def cut(harness: SessionHarness) -> None:
    harness.record(harness.session.note_closed("cut", 1001))
    harness.connect(MODERN, OURS)
    harness.receive(":ann!u@h JOIN #tea")


def test_cut_during_the_upload_asks_again_and_doubles_nothing() -> None:
    harness = ready(OURS)
    send(harness)
    harness.receive(":s FILEHOST UPLOAD #tea /upload/one 3600 5000000")
    cut(harness)
    harness.receive(":s FILEHOST UPLOAD #tea /upload/two 3600 5000000")
    assert opened(harness) == [("cat.png", "/upload/one", ""), ("cat.png", "/upload/two", "/upload/one")]
    entry = harness.entries("#tea")[0]
    harness.record(harness.session.uploads.finish_upload(entry.id, LINK, 1002))
    harness.record(harness.session.uploads.finish_upload(entry.id, LINK, 1003))
    cut(harness)
    said = [line for line in harness.sent if "PRIVMSG" in line]
    assert len({line.partition("desktop-chat/id=")[2][:32] for line in said}) == 1
    assert ["desktop-chat/resend" in line for line in said] == [False, True]


def restarted(entries: Iterator[Entry]) -> SessionHarness:
    harness = SessionHarness()
    pending = [("#tea", entry) for entry in entries]
    harness.record(harness.session.restore_rooms([("#tea", True)], {}, {}, pending))
    return harness


def test_restart_goes_on_with_the_upload() -> None:
    harness = ready(OURS)
    send(harness, CAT, "look!")
    harness.receive(":s FILEHOST UPLOAD #tea /upload/one 3600 5000000")
    later = restarted(iter(harness.entries("#tea")))
    later.connect(MODERN, OURS)
    later.receive(":ann!u@h JOIN #tea")
    assert "FILEHOST UPLOAD #tea" in later.sent
    later.receive(":s FILEHOST UPLOAD #tea /upload/two 3600 5000000")
    assert opened(later) == [("cat.png", "/upload/two", "/upload/one")]
    [entry] = later.entries("#tea")
    assert source_of(entry) == UploadSource("/home/ann/cat.png", address="/upload/two")


def test_long_caption_leaves_the_file_with_its_address() -> None:
    harness = ready(OURS)
    send(harness, CAT, "tea " * 200)
    harness.receive(":s FILEHOST UPLOAD #tea /upload/one 3600 5000000")
    harness.record(harness.session.uploads.finish_upload(harness.entries("#tea")[0].id, LINK, 1000))
    said = [line for line in harness.sent if "PRIVMSG" in line]
    assert len(said) == 2
    assert ["desktop-chat/file=" in line for line in said] == [False, True]
    assert said[1].endswith(LINK)


@pytest.mark.parametrize("source", [UploadSource("/a b/c&d=é\udce4", True, "/upload/x"), UploadSource("")])
def test_source_comes_back(source: UploadSource) -> None:
    assert parse_source(format_source(source)) == source
