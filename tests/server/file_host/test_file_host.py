"""How long files stay: until their message, their room or their time is over."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.clock import now_ms
from tests.irc_client import IrcClient
from tests.server.conftest import Start
from tests.server.file_host.shared_files import (
    PNG,
    command,
    contents,
    enter,
    port_of,
    send_file,
    wait_until,
)
from tests.server.http_client import Answer, ask


def test_switched_off(start: Start) -> None:
    server = start("files.enabled=false")
    with IrcClient(port_of(server)) as ann:
        assert not any("FILE" in word for message in ann.register("ann") for word in message.params if "=" in word)
        ann.send("FILEHOST UPLOAD")
        assert "DISABLED" in ann.until("FAIL")[-1].params


def test_link_ends_and_members_still_read(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    server = start("files.link_days=0")
    port = port_of(server)
    with IrcClient(port) as ann, IrcClient(port) as bob, IrcClient(port) as eve:
        path = send_file(server, enter(ann, "ann"))
        enter(bob, "bob")
        enter(eve, "eve", "#other")

        def read(client: IrcClient) -> Answer:
            token = command(client, "FILEHOST TOKEN").params[1]
            return ask(port, "GET", path, authorization=f"Bearer {token}")

        assert [read(ann).status, read(bob).status, read(eve).status] == [200, 200, 403]
        ended = ask(port, "GET", path)
        assert (ended.status, "link has ended" in ended.text) == (403, True)
        bob.send("PART #tea")
        bob.fence()
        assert read(bob).status == 403, "the room counts as it is at that moment"
        token = command(bob, "FILEHOST TOKEN").params[1]
        bob.send("QUIT")
        bob.rest()
        assert ask(port, "GET", path, authorization=f"Bearer {token}").status == 403


def test_redaction_deletes_the_file(start: Start) -> None:
    server = start()
    port = port_of(server)
    with IrcClient(port) as ann, IrcClient(port) as bob:
        enter(ann, "ann")
        enter(bob, "bob")
        path = send_file(server, ann)
        link = f"https://127.0.0.1:{port}{path}"
        stolen = command(bob, f"PRIVMSG #tea :mine? {link}", "PRIVMSG").tags["msgid"]
        command(bob, f"REDACT #tea {stolen}", "REDACT")
        assert ask(port, "GET", path).status == 200, "only the author's own message takes the file along"
        ann.fence()
        msgid = command(ann, f"PRIVMSG #tea :look: {link}", "PRIVMSG").tags["msgid"]
        command(ann, f"REDACT #tea {msgid}", "REDACT")
        assert ask(port, "GET", path).status == 404
        wait_until(lambda: not contents(server))


def test_bytes_stay_while_another_file_has_them(start: Start) -> None:
    server = start()
    with IrcClient(port_of(server)) as ann:
        enter(ann, "ann")
        first, second = send_file(server, ann), send_file(server, ann)
        assert len(contents(server)) == 1
        command(ann, f"FILEHOST DELETE {first.split('/')[2]}")
        assert ask(port_of(server), "GET", second).body == PNG
        command(ann, f"FILEHOST DELETE {second.split('/')[2]}")
        wait_until(lambda: not contents(server))


def test_strangers_delete_nothing(start: Start) -> None:
    server = start()
    with IrcClient(port_of(server)) as ann, IrcClient(port_of(server)) as bob:
        enter(ann, "ann")
        enter(bob, "bob")
        id_ = send_file(server, ann).split("/")[2]
        bob.send(f"FILEHOST DELETE {id_}", "FILEHOST DELETE nothing")
        assert "FORBIDDEN" in bob.until("FAIL")[-1].params
        assert "UNKNOWN_FILE" in bob.until("FAIL")[-1].params


def test_files_survive_a_restart_and_strays_do_not(start: Start, tmp_path: Path) -> None:
    server = start()
    with IrcClient(port_of(server)) as ann:
        path = send_file(server, enter(ann, "ann"))
    server.stop()
    stray = tmp_path / "data" / "files" / "ab" / ("ab" + "0" * 62)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")
    half = tmp_path / "data" / "files" / "partial" / "0123"
    half.write_bytes(b"x")
    server = start()
    assert not half.exists()
    wait_until(lambda: not stray.exists())
    assert ask(port_of(server), "GET", path).body == PNG


def test_age_deletes_files(start: Start) -> None:
    server = start("history.days=2")
    with IrcClient(port_of(server)) as ann:
        path = send_file(server, enter(ann, "ann"))
    for days in (1, 3):
        for _ in range(61):
            with server.core.locked_hub() as hub:
                hub.advance_second(now_ms() + days * 86_400_000)
        assert ask(port_of(server), "GET", path).status == (200 if days == 1 else 404)
    wait_until(lambda: not contents(server))
