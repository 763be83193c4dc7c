"""The server over real sockets: order, threads, TLS and plain on one port, slow and rude clients, a clean stop."""

from __future__ import annotations

import logging
import socket
import threading
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_chat.clock import now_ms
from desktop_chat.irc.message import parse_line
from desktop_chat.net.identity import open_identity
from desktop_chat.server import io_thread
from desktop_chat.server import server as server_module
from desktop_chat.server.errors import StartError
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.irc_client import IrcClient
from tests.server.conftest import Start


def port_of(server: ChatServer) -> int:
    return server.listening[0].port


def test_two_people_on_two_threads_talk_in_order(start: Start) -> None:
    port = port_of(start("limits.enabled=false"))
    with IrcClient(port) as ann, IrcClient(port) as bob:
        ann.register("ann")
        bob.register("bob")
        ann.join("#tea")
        bob.join("#tea")
        ann.fence()
        for number in range(500):
            ann.send(f"PRIVMSG #tea :{number}")
        bob.send("PRIVMSG #tea :done")
        ann.fence()
        said: list[str] = []
        while len([text for text in said if text != "done"]) < 500:
            said += [message.params[1] for message in bob.fence() if message.command == "PRIVMSG"]
        assert said == [str(number) for number in range(500)]


def test_tls_and_plain_text_share_a_port(start: Start, tmp_path: Path) -> None:
    server = start()
    own = open_identity(tmp_path, "ann", "ann.example", datetime.now(UTC))
    with IrcClient(port_of(server), tls=True, certificate=(own.certificate, own.key)) as ann:
        ann.register("ann")
        with IrcClient(port_of(server)) as bob:
            bob.register("bob")
            ann.send("PRIVMSG bob :sealed", "WHOIS ann")
            commands = [message.command for message in ann.fence()]
            assert "671" in commands
            assert "276" in commands
            assert any(message.params[-1] == "sealed" for message in bob.fence())


def test_half_lines_garbage_and_long_lines(start: Start) -> None:
    port = port_of(start("limits.enabled=false"))
    with IrcClient(port) as ann:
        for byte in b"NICK ann\r\nUSER a 0 * :A\r\n":
            ann.send_bytes(bytes([byte]))
        assert ann.fence()[0].command == "001"
        ann.send_bytes(b"\x00\xff\xfe\r\n" + b"x" * 100_000 + b"\r\nPRIVMSG ann :\xff\r\n\r\n\n")
        commands = [message.command for message in ann.fence()]
        assert commands.count("417") == 1
        assert "FAIL" in commands


def test_history_survives_a_restart(start: Start) -> None:
    first = start()
    with IrcClient(port_of(first)) as ann:
        ann.register("ann")
        ann.join("#tea")
        ann.send("PRIVMSG #tea :remember", "TOPIC #tea :Tea at four")
        ann.until("TOPIC")
        first.stop()
    second = start()
    with IrcClient(port_of(second)) as bob:
        bob.register("bob")
        bob.send("JOIN #tea")
        assert bob.until("PRIVMSG")[-1].params == ("#tea", "remember")


def test_stop_tells_all_clients_and_waits_for_none(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "FAREWELL_SECONDS", 10_000.0)
    server = start()
    with IrcClient(port_of(server)) as ann, IrcClient(port_of(server), tls=True) as bob, IrcClient(port_of(server)):
        ann.register("ann")
        bob.register("bob")
        server.stop("Gone for lunch.")
        assert ann.rest() == ["ERROR :Gone for lunch."]
        assert bob.rest() == ["ERROR :Gone for lunch."]


def test_client_that_arrives_during_the_stop_is_told_and_holds_nothing_up(start: Start) -> None:
    server = start()
    server.core.farewell = "Gone for lunch."
    with IrcClient(port_of(server)) as late:
        late.send("NICK ann", "USER ann 0 * :Ann")
        assert late.rest() == ["ERROR :Gone for lunch."]


def test_a_client_that_vanishes_leaves_a_quit(start: Start) -> None:
    port = port_of(start())
    with IrcClient(port) as ann:
        ann.register("ann")
        ann.join("#tea")
        bob = IrcClient(port)
        bob.register("bob")
        bob.join("#tea")
        bob.close()
        assert ann.until("QUIT")[-1].nick == "bob"


def test_lines_sent_just_before_the_end_are_handled(start: Start) -> None:
    port = port_of(start())
    with IrcClient(port) as ann, IrcClient(port) as bob:
        ann.register("ann")
        bob.register("bob")
        bob.send("PRIVMSG ann :last words")
        bob.shut()
        assert ann.until("PRIVMSG")[-1].params[1] == "last words"


def test_a_flood_is_slowed_and_nothing_of_it_is_lost(start: Start) -> None:
    port = port_of(start("limits.burst=5", "limits.per_second=50"))
    with IrcClient(port) as ann, IrcClient(port) as bob:
        ann.register("ann")
        bob.register("bob")
        ann.send(*(f"PRIVMSG bob :{number}" for number in range(40)))
        said: list[str] = []
        while len(said) < 40:
            message = parse_line(bob.line())
            if message.command == "PRIVMSG":
                said.append(message.params[1])
        assert said == [str(number) for number in range(40)]


def test_connections_from_one_address_are_limited(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(io_thread, "GREET_SECONDS", 0.1)
    port = port_of(start("limits.connections_per_address=2"))
    first, second = IrcClient(port), IrcClient(port)
    first.register("ann")
    second.register("bob")
    with IrcClient(port) as third:
        assert third.rest() == ["ERROR :Too many connections from your address."]
    monkeypatch.undo()  # the next clients say something, however late
    first.send("QUIT")
    first.rest()
    first.close()
    for _ in range(200):
        with IrcClient(port) as again:
            again.send("PING x")
            if "PONG" in again.line():
                break
    else:
        pytest.fail("the place of a connection that ended was never given on")
    second.close()


@pytest.mark.parametrize("tls", [True, False])
def test_refused_connection_gets_the_reason_after_the_handshake(start: Start, tls: bool) -> None:
    port = port_of(start("limits.connections_per_address=1"))
    with IrcClient(port, tls=tls) as first:
        first.register("ann")
        for _ in range(3):
            with IrcClient(port, tls=tls) as second:
                second.send("NICK bob", "USER bob 0 * :Bob", "PRIVMSG ann :hello")
                assert second.rest() == ["ERROR :Too many connections from your address."]
        assert first.fence() == []


def test_silent_refused_connection_gets_the_reason_in_plain_text(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(io_thread, "GREET_SECONDS", 0.1)
    port = port_of(start("limits.connections_per_address=1"))
    with IrcClient(port), IrcClient(port) as second:
        assert second.rest() == ["ERROR :Too many connections from your address."]


def test_many_clients_of_one_private_address_can_connect(start: Start) -> None:
    port = port_of(start())
    with ExitStack() as stack:
        clients = [stack.enter_context(IrcClient(port)) for _ in range(60)]
        for number, client in enumerate(clients):
            assert any(message.command == "001" for message in client.register(f"pupil{number}"))


def test_clients_of_a_proxy_have_limits_of_their_own(start: Start) -> None:
    most = 10
    server = start(
        "webirc.password=hunter2",
        "webirc.addresses=127.0.0.0/8",
        f"limits.connections_per_address={most}",
        "limits.connections_per_minute=1000",
    )

    def visit(address: str) -> IrcClient:
        client = IrcClient(port_of(server))
        client.send(f"WEBIRC hunter2 web host {address}")
        return client

    for _ in range(3 * most):
        with visit("198.51.100.9") as client:
            client.register("ann")
            client.send("QUIT")
            client.rest()
    with ExitStack() as stack:
        addresses = ["198.51.100.3"] * (most - 1) + ["0::ffff:198.51.100.3", "198.51.100.4"]
        for number, address in enumerate(addresses):
            visitor = stack.enter_context(visit(address))
            assert any(message.command == "001" for message in visitor.register(f"visitor{number}"))
        refused = stack.enter_context(visit("0::198.51.100.3"))
        assert refused.rest() == ["ERROR :Too many connections from your address."]
        with server.core.locked_hub() as hub:
            for banned in ("198.51.100.3", "203.0.113.0/24"):
                hub.host.ban_person(now_ms(), nick="", address=banned, mask="", seconds=0, reason="")
        with server.core.locked_hub() as hub:
            assert [row.nick for row in hub.host.user_rows(now_ms())] == [f"visitor{most}"]
        for address in ("203.0.113.9", "0::ffff:203.0.113.9"):
            refused = stack.enter_context(visit(address))
            assert refused.rest()[-1].startswith("ERROR :You are banned")


def test_client_that_does_not_read_delays_no_other(start: Start) -> None:
    port = port_of(start("limits.enabled=false"))
    with IrcClient(port) as ann, IrcClient(port) as bob, IrcClient(port) as deaf:
        for client, nick in ((ann, "ann"), (bob, "bob"), (deaf, "deaf")):
            client.register(nick)
            client.join("#tea")
        for _ in range(50):
            ann.send(*[f"PRIVMSG #tea :{'x' * 400}"] * 100)
            ann.fence()
        heard = 0
        while heard < 5000:
            heard += sum(message.command == "PRIVMSG" for message in bob.fence())
        assert heard == 5000


def test_history_and_resends_over_the_wire(start: Start, tmp_path: Path) -> None:
    own = open_identity(tmp_path, "ann", "ann.example", datetime.now(UTC))
    capabilities = "message-tags server-time echo-message labeled-response batch draft/chathistory desktop-chat/resend"
    said = "desktop-chat/id=x1;label=1"
    first = start()
    with IrcClient(port_of(first), tls=True, certificate=(own.certificate, own.key)) as ann:
        ann.register("ann", capabilities)
        ann.join("#tea")
        ann.send(f"@{said} PRIVMSG #tea :once")
        echo = ann.until("PRIVMSG")[-1]
    first.stop()
    second = start()
    with IrcClient(port_of(second), tls=True, certificate=(own.certificate, own.key)) as ann:
        ann.register("ann", capabilities)
        ann.join("#tea")
        ann.send(f"@{said};desktop-chat/resend PRIVMSG #tea :once")
        assert ann.until("PRIVMSG")[-1].tags["msgid"] == echo.tags["msgid"]
        ann.send("CHATHISTORY LATEST #tea * 10")
        ann.until("BATCH")
        page = ann.until("BATCH")
        assert [message.params[1] for message in page if message.command == "PRIVMSG"] == ["once"]


def test_a_port_that_is_busy_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        config = ServerSettings(tmp_path, None, [f"listen.addresses=127.0.0.1:{port}"])
        with pytest.raises(StartError, match=f"Port {port} is busy"):
            ChatServer(tmp_path, config)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("store")]


def test_a_data_folder_has_one_server(start: Start, tmp_path: Path) -> None:
    start()
    with pytest.raises(StartError, match="Another server"):
        ChatServer(tmp_path / "data", ServerSettings(tmp_path / "data", None, ["listen.addresses=127.0.0.1:0"]))


def test_an_operator_has_the_settings_read_again(
    start: Start, tmp_path: Path, expected_warnings: list[logging.LogRecord]
) -> None:
    server = start("oper.name=boss", "oper.password=tea")
    file = server.data / "settings.toml"
    with IrcClient(port_of(server)) as ann:
        ann.register("ann")
        ann.send("OPER boss tea")
        file.write_text('[server]\nwelcome = "Hello again"\n', "utf-8")
        _rehash(ann, "Hello again")
        file.write_text("[server]\nwelcome = 5\n", "utf-8")
        ann.send("REHASH")
        refusal = ann.until("FAIL")[-1]
        assert refusal.params == ("REHASH", "INVALID_SETTINGS", "server.welcome is a text, not 5.")
        assert _has_welcome(ann, "Hello again")
        file.write_text("[", "utf-8")
        ann.send("REHASH")
        refusal = ann.until("FAIL")[-1]
        assert "The settings settings.toml are not TOML" in refusal.params[-1]  # and not where they lie
    assert ["stay as they were" in record.getMessage() for record in expected_warnings] == [True, True]


def test_the_servers_name_changes_at_the_next_start(start: Start) -> None:
    server = start("oper.name=boss", "oper.password=tea")
    with IrcClient(port_of(server)) as ann:
        before = ann.register("ann")[0].source
        (server.data / "settings.toml").write_text('[server]\nhost = "other.example"\n', "utf-8")
        ann.send("OPER boss tea", "REHASH")
        told = ann.until("NOTICE")[-1]
        assert (told.source, told.params[-1]) == (
            before, "The settings were read again. These change at the next start: server.host.",
        )  # fmt: skip
    server.stop()
    with IrcClient(port_of(start())) as ann:
        assert ann.register("ann")[0].source == "other.example"


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("tls.certificate={crt}", "server.crt contains no private key: set tls.key to the file with the key."),
        ("tls.key={key}", "tls.key is set and tls.certificate is not: set both, or neither."),
    ],
)
def test_half_a_certificate_is_said_in_one_sentence(tmp_path: Path, setting: str, sentence: str) -> None:
    made = open_identity(tmp_path, "server", "desk.example", datetime.now(UTC))
    overrides = ["listen.addresses=127.0.0.1:0", setting.format(crt=made.certificate, key=made.key)]
    with pytest.raises(StartError) as caught:
        ChatServer(tmp_path / "data", ServerSettings(tmp_path / "data", None, overrides))
    assert str(caught.value).endswith(sentence)


def _rehash(client: IrcClient, welcome: str) -> None:
    client.send("REHASH")
    assert any(message.command == "382" for message in client.fence())
    while not _has_welcome(client, welcome):
        pass


def _has_welcome(client: IrcClient, welcome: str) -> bool:
    client.send("MOTD")
    return any(message.params[-1].endswith(welcome) for message in client.fence())


def test_cloak_is_the_same_after_a_restart(start: Start) -> None:
    shown = []
    for _ in range(2):
        server = start("access.cloak=everybody")
        with IrcClient(port_of(server)) as ann, IrcClient(port_of(server)) as bob:
            ann.register("ann")
            ann.join("#tea")
            bob.register("bob")
            bob.join("#tea")
            shown.append(ann.until("JOIN")[-1].source.partition("@")[2])
        server.stop()
    assert shown[0] == shown[1]
    assert shown[0].endswith(".ip")
    assert "127" not in shown[0].split(".")
