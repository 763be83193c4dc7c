"""The host bans, mutes and makes moderators over the control channel's requests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop_chat.hub.hub import Hub
from desktop_chat.hub.people.file_desk import make_permit
from desktop_chat.net.control_values import BanRow, ControlError, FileRow, FileSpace, WebhookRow
from desktop_chat.server.control_requests import HUB_REQUESTS, run_hub_request
from tests.hub.harness import FINGERPRINT, NOW, SETTINGS, HubHarness, commands_of


@pytest.fixture
def harness() -> HubHarness:
    harness = HubHarness(replace(SETTINGS, lobby="#lobby"))
    harness.register("bob", rooms=["#lobby"])
    return harness


def _do(hub: Hub, do: str, **arguments: Any) -> object:
    assert do in HUB_REQUESTS
    return run_hub_request(hub, do, arguments, 1_700_000_000_000)


def test_bans_come_back_as_rows(harness: HubHarness) -> None:
    row = _do(harness.hub, "ban", address="10.0.0.0/24", seconds=60, reason=" too\nmuch ")
    assert row == BanRow("network", "10.0.0.0/24", "too much", "the host", 1_700_000_000_000, 1_700_000_060_000)
    assert _do(harness.hub, "bans") == (row,)
    assert _do(harness.hub, "unban", kind="network", mask="10.0.0.0/24") is None
    assert _do(harness.hub, "bans") == ()


def test_the_host_makes_lists_and_deletes_webhooks(harness: HubHarness) -> None:
    path = _do(harness.hub, "webhook_add", room="#lobby", name="CI", picture="https://example.org/a.png", per_minute=5)
    assert str(path).startswith("/hooks/")
    rows = _do(harness.hub, "webhooks")
    picture = "https://example.org/a.png"
    row = WebhookRow(
        id=1, room="#lobby", name="CI", by="the host", since=NOW, count=0, last=0, picture=picture, per_minute=5
    )
    assert rows == (row,)
    secret = _do(harness.hub, "webhook_call", room="*", name="Bot", url="https://example.org/", word="deploy")
    assert str(secret).startswith("whsec_")
    assert _do(harness.hub, "webhook_delete", number=2) is None
    assert _do(harness.hub, "webhook_delete", number=1) is None
    assert _do(harness.hub, "webhooks") == ()


def test_the_host_lists_and_deletes_files(harness: HubHarness) -> None:
    desk, state = harness.hub.files, harness.hub._state
    room = state.channels["#lobby"].room
    for name in ("old.png", "new.png"):
        permit = make_permit(state, owner="key:bob", source="bob!bob@a", room=room)
        desk.finish(
            permit, desk.reserve(permit, 5), content="x", name=name, media_type="image/png", size=5, now=harness.now
        )
    empty = state.rooms.make_channel("#empty").id
    permit = make_permit(state, owner="key:bob", source="bob!bob@a", room=empty)
    oldest, _ = desk.finish(permit, desk.reserve(permit, 1), content="y", name="x", media_type="x/y", size=1, now=1)
    rows = _do(harness.hub, "files")
    assert isinstance(rows, tuple)
    assert [row.room for row in rows if row.id == oldest.id] == ["#empty"]
    assert _do(harness.hub, "delete_file", file=oldest.id) is None
    rows = _do(harness.hub, "files")
    assert isinstance(rows, tuple)
    assert [row.name for row in rows] == ["new.png", "old.png"]
    about = ("image/png", 5, "bob", "#lobby", harness.now, "x")
    assert rows[0] == FileRow(rows[0].id, "new.png", *about)
    assert _do(harness.hub, "file_space") == FileSpace(2, 10, 10_000_000_000)
    assert _do(harness.hub, "delete_file", file=rows[0].id) is None
    assert _do(harness.hub, "files") == rows[1:]


def test_requests_change_people(harness: HubHarness) -> None:
    seat = harness.register("eve", rooms=["#lobby"])
    assert isinstance(_do(harness.hub, "mute", nick="eve"), BanRow)
    assert _do(harness.hub, "unmute", nick="eve") is None
    assert _do(harness.hub, "moderator", nick="eve") is None
    harness.take_outcome()
    harness.run_until_idle()
    assert commands_of(harness.read_lines(seat)) == ["MODE"]
    assert _do(harness.hub, "oper", fingerprint=FINGERPRINT.upper()) is None
    assert _do(harness.hub, "announce", text="tea") is None
    assert _do(harness.hub, "kick", nick="eve") is None
    assert harness.hub.user_count == 1


@pytest.mark.parametrize(
    ("do", "arguments", "error"),
    [
        ("kick", {"nick": "eve"}, "Nobody named eve is here."),
        ("delete_file", {"file": "x"}, "There is no such file, or it was deleted"),
        ("ban", {"nick": "eve"}, "Nobody named eve is here."),
        ("ban", {"nick": 5}, "nick is a text, not 5."),
        ("ban", {"nick": "bob", "seconds": -1}, "seconds is a number from 0 to 630720000, not -1."),
        ("mute", {"nick": "bob", "seconds": True}, "seconds is a number from 0 to 630720000, not True."),
        ("moderator", {"nick": "bob", "on": 1}, "on is true or false, not 1."),
        ("webhook_add", {"room": "#no", "name": "CI"}, "No such channel"),
        ("webhook_add", {"room": "#lobby"}, "A webhook needs a name, under which it posts."),
        (
            "webhook_add",
            {"room": "#lobby", "name": "CI", "per_minute": 601},
            "per_minute is a number from 0 to 600, not 601.",
        ),
        (
            "webhook_call",
            {"room": "*", "url": "https://example.org/"},
            "A webhook for all rooms needs a word with which messages begin.",
        ),
        ("webhook_delete", {"number": 3}, "No such webhook: it may have been deleted."),
        ("unban", {}, "There is no such ban: ."),
        ("oper", {}, "This is not the fingerprint of a certificate."),
    ],
)
def test_refused_request_gets_one_sentence(harness: HubHarness, do: str, arguments: dict[str, Any], error: str) -> None:
    with pytest.raises(ControlError) as raised:
        run_hub_request(harness.hub, do, arguments, 1_700_000_000_000)
    assert str(raised.value) == error


def test_requests_of_the_channel_are_not_about_people() -> None:
    assert "stop" not in HUB_REQUESTS
