"""Nodes of a cluster in one process, over a real NATS server: one chat, which outlives each of them."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop_chat.__main__ import main
from desktop_chat.cluster import patience
from desktop_chat.cluster.file_plan import name_of_file
from desktop_chat.cluster.jetstream import JetStreamLog
from desktop_chat.cluster.port import LogUnavailable
from desktop_chat.cluster.seal import make_key
from desktop_chat.server import cluster_commands, cluster_start
from desktop_chat.server.cluster_plan import ClusterPlan
from desktop_chat.server.cluster_server import ClusterServer
from desktop_chat.server.errors import StartError
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.cluster.nats_servers import MISSING, PROGRAM, NatsServers
from tests.e2e.programs import wait_for
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start
from tests.server.http_client import ask

pytestmark = pytest.mark.skipif(PROGRAM is None, reason=MISSING)
SETTINGS = ["listen.addresses=127.0.0.1:0", "threads.io=1", "server.lobby=#lobby"]
StartNode = Callable[..., ClusterServer]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsServers]:
    running = NatsServers(tmp_path_factory.mktemp("nats"))
    yield running
    running.close()


@pytest.fixture
def plan(servers: NatsServers, tmp_path: Path) -> ClusterPlan:
    key = tmp_path / "key"
    key.write_text(make_key().hex(), "ascii")
    return ClusterPlan(servers.urls, key, chat=tmp_path.name, replicas=1)


@pytest.fixture
def node(plan: ClusterPlan, tmp_path: Path) -> Iterator[StartNode]:
    """Starts nodes; those that still run are stopped in the end."""
    running: list[ClusterServer] = []

    def begin(name: str) -> ClusterServer:
        data = tmp_path / name
        server = ClusterServer(data, ServerSettings(data, None, SETTINGS), replace(plan, name=name), _end_never)
        server.start()
        running.append(server)
        return server

    yield begin
    for server in running:
        if not server.is_stopped:
            server.stop()


def _end_never(reason: str) -> None:
    raise AssertionError(reason)


def _client(server: ChatServer, nick: str) -> IrcClient:
    client = IrcClient(server.listening[0].port)
    client.register(nick)
    client.join("#lobby")
    return client


def _say(client: IrcClient, text: str) -> None:
    client.send(f"PRIVMSG #lobby :{text}")
    client.fence()


def _texts(client: IrcClient, nick: str) -> list[str]:
    client.send("CHATHISTORY LATEST #lobby * 50")
    return [line.params[1] for line in client.fence() if line.command == "PRIVMSG" and line.nick == nick]


def _send_file(client: IrcClient, port: int, body: bytes, *, neighbour: IrcClient | None = None) -> str:
    """Send a file. Return its path. `neighbour`: a client of the node at `port`, if that may know the address late."""
    client.send("FILEHOST UPLOAD #lobby")
    path = client.until("FILEHOST")[-1].params[2]
    if neighbour is not None:
        client.send("NOTICE #lobby :opened")
        while neighbour.until("NOTICE")[-1].params[-1] != "opened":
            pass
    answer = ask(port, "POST", path, body)
    assert answer.status == 201, answer.body
    return urlsplit(answer.headers["location"]).path


def _read_file(server: ChatServer, path: str) -> bytes:
    answer = ask(server.listening[0].port, "GET", path)
    return answer.body if answer.status == 200 else b""


def _port(server: ChatServer) -> int:
    return server.listening[0].port


def test_chat_moves_into_a_cluster_is_served_by_two_nodes_and_moves_back(
    start: Start, node: StartNode, plan: ClusterPlan, tmp_path: Path
) -> None:
    single = start("server.lobby=#lobby", data="a")
    large = bytes(range(256)) * 4000
    with _client(single, "ann") as ann:
        _say(ann, "alone")
        first = _send_file(ann, _port(single), b"alone")
    single.stop()
    shutil.copytree(tmp_path / "a", tmp_path / "b", ignore=shutil.ignore_patterns("lock", "files"))
    one, other = node("a"), node("b")
    assert one.identity.fingerprint == other.identity.fingerprint == single.identity.fingerprint
    with _client(one, "ann") as ann, _client(other, "bob") as bob:
        _say(ann, "hello")
        assert bob.until("PRIVMSG")[-1].params[1] == "hello"
        _say(bob, "hello, ann")
        assert ann.until("PRIVMSG")[-1].params[1] == "hello, ann"
        assert _texts(bob, "ann") == ["alone", "hello"]
        kept, gone = (_send_file(ann, _port(one), body) for body in (large, b"gone"))
        elsewhere = _send_file(ann, _port(other), b"the address counts on all nodes", neighbour=bob)
        ann.send(f"FILEHOST DELETE {gone.split('/')[2]}")
        ann.until("FILEHOST")
    names = {name_of_file(path.split("/")[2]) for path in (first, kept, elsewhere)}
    wait_for("the store of the files", lambda: _stored_names(plan) == names)
    assert _read_file(other, first) == b"alone"
    other.stop()
    with _client(one, "ann") as ann:
        _say(ann, "without b")
    assert _read_file(one, elsewhere) == b"the address counts on all nodes"
    shutil.rmtree(tmp_path / "b" / "files")
    again = node("b")
    with _client(again, "bob") as bob:
        assert _texts(bob, "ann") == ["alone", "hello", "without b"]
    one.stop()
    assert [_read_file(again, path) for path in (first, kept, elsewhere, gone)] == [
        b"alone", large, b"the address counts on all nodes", b"",
    ]  # fmt: skip
    again.stop()
    back = start("server.lobby=#lobby", data="b")
    with _client(back, "cyd") as cyd:
        assert _texts(cyd, "ann") == ["alone", "hello", "without b"]
    assert [_read_file(back, path) for path in (first, kept)] == [b"alone", large]


def _drop_from_store(plan: ClusterPlan, name: str) -> None:
    begin = cluster_start.ClusterStart(plan)
    try:
        begin.open_file_store().delete_file(name)
    finally:
        begin.close()


def _stored_names(plan: ClusterPlan) -> set[str]:
    begin = cluster_start.ClusterStart(plan)
    try:
        return {copy.name for copy in begin.open_file_store().list_copies() if copy.is_whole}
    finally:
        begin.close()


def test_snapshot_shortens_the_log_and_a_lost_log_begins_anew(
    node: StartNode,
    plan: ClusterPlan,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(cluster_start, "KEPT_SNAPSHOTS", 1)
    monkeypatch.setattr(patience, "RETRY_SECONDS", 0.0)
    failed = [_fail_once(monkeypatch, name) for name in ("describe", "put_snapshot", "delete", "create_record")]
    one = node("a")
    with _client(one, "ann") as ann:
        _say(ann, "before")
        name = name_of_file(_send_file(ann, _port(one), b"lost by the store").split("/")[2])
        assert main(["cluster", "snapshot", *plan.options]) == 0
        assert main(["cluster", "status", *plan.options]) == 0
        _say(ann, "after")
    told = capsys.readouterr().out
    assert "Nodes: a\n" in told
    assert "People: 1, rooms: 1" in told
    assert "Files: 1\n" in told
    assert "entries 1 to" not in told
    one.stop()
    _drop_from_store(plan, name)
    assert main(["cluster", "status", *plan.options]) == 0
    assert "Files: 1, 1 of them not on the NATS servers\n" in capsys.readouterr().out
    again = node("a")
    with _client(again, "bob") as bob:
        assert _texts(bob, "ann") == ["before", "after"]
    wait_for("the store of the file", lambda: _stored_names(plan) == {name})
    with pytest.raises(StartError, match="lacks messages"):
        node("b")
    again.stop()
    shutil.copytree(tmp_path / "a", tmp_path / "old", ignore=shutil.ignore_patterns("lock"))
    last = node("a")
    with _client(last, "dan") as dan:
        _say(dan, "at last")
    last.stop()
    with monkeypatch.context() as quick:
        quick.setattr(cluster_commands, "_SILENCE_SECONDS", 0.0)
        assert main(["cluster", "upgrade", "--data", str(tmp_path / "old"), *plan.options]) == 2
        assert "the node that stopped last" in capsys.readouterr().err
        assert main(["cluster", "upgrade", "--data", str(tmp_path / "a"), *plan.options]) == 0
        assert main(["cluster", "recover", "--data", str(tmp_path / "a"), *plan.options]) == 0
    with _client(node("a"), "cyd") as cyd:
        assert _texts(cyd, "ann") == ["before", "after"]
    assert main(["cluster", "recover", "--data", str(tmp_path / "a"), *plan.options]) == 2
    assert "A node still runs" in capsys.readouterr().err
    assert all(failed), "a call was not made while the servers chose a leader"


def _fail_once(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """Let the first call of a method of the log fail, as while its servers choose a leader. Return the failed calls."""
    call, failed = getattr(JetStreamLog, name), list[str]()

    def fail_first(log: JetStreamLog, *values: object) -> object:
        if not failed:
            failed.append(name)
            raise LogUnavailable("The servers choose a leader.")
        return call(log, *values)

    monkeypatch.setattr(JetStreamLog, name, fail_first)
    return failed


def test_empty_folders_begin_a_chat_and_its_settings_reach_all_nodes(node: StartNode) -> None:
    one, other = node("a"), node("b")
    assert one.identity.fingerprint == other.identity.fingerprint
    one.config.save_setting("server.name", "Another name")
    one.apply_settings()
    with _client(other, "bob") as bob, one.core.locked_hub() as hub:
        assert hub.settings.name == "Another name"
        assert hub.host.kick_person("bob", "Bye", 0)
        with pytest.raises(EOFError):
            bob.until("never")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda folder: (folder / "server.key").write_bytes(b"another"), "belongs to another chat"),
        (lambda folder: (folder.parent / "key").write_text(make_key().hex()), "same key file"),
        (lambda folder: (folder.parent / "key").write_text("no key"), "cannot be read"),
        (lambda folder: (folder.parent / "key").write_text("aa"), "is no key"),
    ],
)
def test_unsafe_node_does_not_start(
    node: StartNode, tmp_path: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    node("a")
    folder = tmp_path / "b"
    folder.mkdir(mode=0o700)
    spoil(folder)
    with pytest.raises(StartError, match=sentence):
        node("b")


def test_folder_without_the_beginning_of_the_chat_is_refused(start: Start, node: StartNode) -> None:
    single = start(data="a")
    with _client(single, "ann") as ann:
        _say(ann, "alone")
    single.stop()
    node("a")
    with pytest.raises(StartError, match="does not hold what the cluster's chat began with"):
        node("b")


def test_servers_that_do_not_sync_or_tell_are_noticed(
    servers: NatsServers,
    tmp_path: Path,
    plan: ClusterPlan,
    expected_warnings: list[logging.LogRecord],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lazy = NatsServers(tmp_path, sync="2m")
    try:
        with pytest.raises(StartError, match="does not sync each write"):
            cluster_start.ClusterStart(replace(plan, servers=lazy.urls))
    finally:
        lazy.close()
    monkeypatch.setattr("desktop_chat.cluster.nats_connection.CALL_SECONDS", 0.2)
    monkeypatch.setattr(cluster_start, "START_SECONDS", 0.0)
    with pytest.raises(StartError, match="do not answer"):
        cluster_start.ClusterStart(replace(plan, servers=("nats://127.0.0.1:1",)))
    assert len(expected_warnings) == 1


def test_server_on_a_single_machine_loads_nothing_of_the_cluster() -> None:
    loaded = "[name for name in sys.modules if 'cluster' in name or name == 'nats']"
    program = f"import sys; import desktop_chat.server.run; print({loaded})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=SECONDS, check=True)
    assert done.stdout.strip() == "[]"
