"""Link against real sockets: a server on a thread, plain and with TLS."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from cryptography import x509
from pytestqt.qtbot import QtBot

from desktop_chat.client.certificate import Certificate
from desktop_chat.irc.message import Message
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.network import link
from desktop_chat.qt.network.handshake import public_key_hash
from desktop_chat.qt.network.link import UNACKNOWLEDGED, Link, LinkTarget
from desktop_chat.qt.network.sign_of_life import CLUSTER_SILENCE_SECONDS
from tests.patience import MILLISECONDS
from tests.ports import refusing_port
from tests.qt.servers import LoopbackServer, make_certificate, server_tls

Start = Callable[..., "Heard"]


class Heard:
    """A Link and everything that it reported, acknowledged at once unless told otherwise."""

    def __init__(self, link: Link, *, acknowledge: bool = True) -> None:
        self.link = link
        self.messages: list[Message] = []
        self.batches = 0
        self.reasons: list[str] = []
        self.opened: list[Certificate | None] = []
        self.distrusted: list[Certificate] = []
        self._acknowledge = acknowledge
        link.received.connect(self.on_received)
        link.closed.connect(self.reasons.append)
        link.opened.connect(self.opened.append)
        link.distrusted.connect(self.distrusted.append)
        link.start()

    def on_received(self, messages: tuple[Message, ...]) -> None:
        self.messages += messages
        self.batches += 1
        if self._acknowledge:
            self.link.acknowledge_batch()


@pytest.fixture
def start(qapp: object) -> Iterator[Callable[..., Heard]]:
    running: list[Heard] = []

    def begin(target: LinkTarget, *, acknowledge: bool = True) -> Heard:
        running.append(Heard(Link(target), acknowledge=acknowledge))
        return running[-1]

    yield begin
    for heard in running:
        heard.link.stop()
        assert heard.link.wait(MILLISECONDS)


@pytest.fixture
def serve() -> Iterator[Callable[..., LoopbackServer]]:
    made: list[LoopbackServer] = []

    def begin(do: Callable[[socket.socket], None], files: tuple[Path, Path] | None = None) -> LoopbackServer:
        made.append(LoopbackServer(do, server_tls(files) if files else None))
        return made[-1]

    yield begin
    for server in made:
        server.close()


Serving = Callable[..., LoopbackServer]


def plain(server: LoopbackServer) -> LinkTarget:
    return LinkTarget("127.0.0.1", server.port, tls=False)


def read_until(connected: socket.socket, mark: bytes) -> bytes:
    data = b""
    while mark not in data:
        piece = connected.recv(4096)
        if not piece:
            break
        data += piece
    return data


def test_lines_split_anywhere_arrive_whole(qtbot: QtBot, start: Start, serve: Serving) -> None:
    text = ":srv 001 ann :Grüße\r\n:bob!b@h PRIVMSG #lobby :it ☃ snows\r\nPING :now\r\n"

    def talk(connected: socket.socket) -> None:
        for byte in text.encode():
            connected.send(bytes([byte]))
        assert b"PONG now\r\n" in read_until(connected, b"\r\n")
        connected.sendall(b":srv NOTICE ann :pong was right\r\n")
        read_until(connected, b"QUIT")

    heard = start(plain(serve(talk)))
    qtbot.waitUntil(lambda: len(heard.messages) == 3)
    assert heard.opened == [None]
    assert [message.params[-1] for message in heard.messages] == ["Grüße", "it ☃ snows", "pong was right"]


@pytest.mark.parametrize(("encoding", "text"), [("koi8-r", "Привет"), ("shift_jis", "日本語"), ("cp1252", "café")])
def test_old_programs_are_read_in_the_chosen_encoding(
    qtbot: QtBot, start: Start, serve: Serving, encoding: str, text: str
) -> None:
    def speak(connected: socket.socket) -> None:
        connected.sendall(f":bob PRIVMSG #tea :{text}\r\n".encode(encoding))
        connected.sendall(f":bob PRIVMSG #tea :{text}\r\n".encode())
        connected.recv(1)

    heard = start(LinkTarget("127.0.0.1", serve(speak).port, tls=False, encoding=encoding))
    qtbot.waitUntil(lambda: len(heard.messages) == 2, timeout=MILLISECONDS)
    assert [message.params[-1] for message in heard.messages] == [text, text]


def test_messages_leave_in_the_chosen_encoding(start: Start, serve: Serving, qtbot: QtBot) -> None:
    got: list[bytes] = []

    def listen(connected: socket.socket) -> None:
        got.append(read_until(connected, b"\r\n"))
        got.append(read_until(connected, b"\r\n"))

    heard = start(LinkTarget("127.0.0.1", serve(listen).port, tls=False, sending="koi8-r"))
    heard.link.send_messages((Message("PRIVMSG", ("#чай", "да")),))
    qtbot.waitUntil(lambda: len(got) == 1, timeout=MILLISECONDS)
    heard.link.use_utf8()
    heard.link.send_messages((Message("PRIVMSG", ("#чай", "да")),))
    qtbot.waitUntil(lambda: len(got) == 2, timeout=MILLISECONDS)
    assert got == ["PRIVMSG #чай :да\r\n".encode("koi8-r"), "PRIVMSG #чай :да\r\n".encode()]


def test_messages_go_out_in_order_and_the_farewell_last(
    qtbot: QtBot, start: Start, serve: Serving, expected_warnings: list[logging.LogRecord]
) -> None:
    got: list[bytes] = []

    def talk(connected: socket.socket) -> None:
        got.append(read_until(connected, b"QUIT :bye"))

    heard = start(plain(serve(talk)))
    heard.link.send_messages((Message("NICK", ("ann",)), Message("PRIVMSG", ("#a", "one two"))))
    heard.link.send_messages((Message("PRIVMSG", ("#a", "broken\nline")), Message("PRIVMSG", ("#a", "three"))))
    qtbot.waitUntil(lambda: bool(heard.opened))
    heard.link.stop(Message("QUIT", ("bye now",)))
    qtbot.waitUntil(lambda: bool(heard.reasons) and bool(got))
    assert got[0] == b"NICK ann\r\nPRIVMSG #a :one two\r\nPRIVMSG #a :three\r\nQUIT :bye now\r\n"
    assert heard.reasons == [""]
    assert "was not sent" in expected_warnings[0].getMessage()


def test_farewell_of_a_stop_at_the_worst_moment_is_sent(
    start: Start, serve: Serving, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stop comes right after the thread has looked for what it is to send."""
    encode_queued = Link._encode_queued

    def encode_and_be_stopped(link: Link) -> None:
        encode_queued(link)
        if link._open and not link._stopping:
            link.stop(Message("QUIT"))

    monkeypatch.setattr(Link, "_encode_queued", encode_and_be_stopped)
    got: list[bytes] = []
    heard = start(plain(serve(lambda connected: got.append(read_until(connected, b"QUIT\r\n")))))
    qtbot.waitUntil(lambda: bool(heard.reasons) and bool(got))
    assert got == [b"QUIT\r\n"]


def test_reading_stops_while_two_batches_wait(qtbot: QtBot, start: Start, serve: Serving) -> None:
    line = b":bob!b@h PRIVMSG #lobby :" + b"x" * 400 + b"\r\n"
    count, sent, done = 40_000, [0], Event()

    def flood(connected: socket.socket) -> None:
        for _ in range(count):
            connected.sendall(line)
            sent[0] += 1
        done.set()
        read_until(connected, b"QUIT")

    heard = start(plain(serve(flood)), acknowledge=False)
    qtbot.waitUntil(lambda: heard.batches == UNACKNOWLEDGED)
    before = -1
    while before != sent[0]:  # the socket's buffers fill up, and then the server has to wait
        before = sent[0]
        qtbot.wait(100)  # a slow server may rest as long; the assertions below hold all the same
    assert heard.batches == UNACKNOWLEDGED
    assert not done.is_set()
    heard._acknowledge = True
    for _ in range(UNACKNOWLEDGED):
        heard.link.acknowledge_batch()
    qtbot.waitUntil(lambda: len(heard.messages) == count, timeout=MILLISECONDS)
    assert done.is_set()


def test_a_server_that_goes_away_is_told(qtbot: QtBot, start: Start, serve: Serving) -> None:
    heard = start(plain(serve(lambda connected: connected.sendall(b"ERROR :Closing\r\n"))))
    qtbot.waitUntil(lambda: bool(heard.reasons))
    assert heard.messages[-1].command == "ERROR"
    assert "closed" in heard.reasons[0] or "cut" in heard.reasons[0]


def test_refused_connection_is_a_sentence(qtbot: QtBot, start: Start) -> None:
    with refusing_port() as port:
        heard = start(LinkTarget("127.0.0.1", port, tls=False))
        qtbot.waitUntil(lambda: bool(heard.reasons))
    assert heard.reasons == [f"Nobody is listening at 127.0.0.1:{port}. Is the chat running?"]
    assert heard.opened == []


def test_a_name_that_is_no_name(qtbot: QtBot, start: Start) -> None:
    heard = start(LinkTarget("a..b", 6697))
    qtbot.waitUntil(lambda: bool(heard.reasons))
    assert "a..b" in heard.reasons[0]


def test_silence_is_asked_about_and_ends(
    qtbot: QtBot, start: Start, serve: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(link, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    asked: list[bytes] = []

    def talk(connected: socket.socket) -> None:
        asked.append(read_until(connected, b"\r\n"))
        connected.sendall(b":srv PONG srv :" + asked[0].split()[1] + b"\r\n:srv NOTICE ann :here\r\n")
        asked.append(read_until(connected, b"\r\n"))
        read_until(connected, b"never")

    heard = start(plain(serve(talk)))
    qtbot.waitUntil(lambda: bool(heard.opened))

    def pass_time(seconds: float) -> None:
        clock[0] += seconds
        heard.link.acknowledge_batch()  # wakes the thread, as its own timer would

    pass_time(1000.0)  # more than the time for an answer: the thread was late, and still asks first
    qtbot.waitUntil(lambda: [message.command for message in heard.messages] == ["NOTICE"])
    assert not heard.reasons
    heard.link.watch_closely()
    pass_time(CLUSTER_SILENCE_SECONDS)
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert not heard.reasons
    pass_time(CLUSTER_SILENCE_SECONDS / 2)
    qtbot.waitUntil(lambda: bool(heard.reasons))
    assert [line.split()[0] for line in asked] == [b"PING", b"PING"]
    assert "stopped responding" in heard.reasons[0]


def test_stop_interrupts_connecting(qtbot: QtBot, start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=1) as listening:
        # The other end never answers the handshake.
        heard = start(LinkTarget("127.0.0.1", listening.getsockname()[1], tls=True, connect_seconds=10_000.0))
        heard.link.stop()
        qtbot.waitUntil(lambda: heard.reasons == [""])


def test_tls_shows_the_key_and_presents_ours(qtbot: QtBot, start: Start, serve: Serving, tmp_path: Path) -> None:
    files, own = make_certificate(tmp_path / "server"), make_certificate(tmp_path / "own", "ann")

    def talk(connected: socket.socket) -> None:
        connected.sendall(b":srv 001 ann :hello\r\n" + b":srv NOTICE ann :" + b"y" * 9000 + b"\r\n")
        read_until(connected, b"QUIT")

    server = serve(talk, files)
    heard = start(LinkTarget("127.0.0.1", server.port, certificate=own[0], key=own[1]))
    qtbot.waitUntil(lambda: len(heard.messages) == 2)
    shown = heard.opened[0]
    assert shown is not None
    assert (len(shown.fingerprint), shown.verified, shown.subject) == (64, False, "127.0.0.1")
    again = start(LinkTarget("127.0.0.1", server.port, pin=shown.fingerprint, exact=True))
    heard.link.stop(Message("QUIT"))
    qtbot.waitUntil(lambda: again.opened == [shown])


def test_unexpected_key_ends_the_connection_before_anything_is_sent(
    qtbot: QtBot, start: Start, serve: Serving, tmp_path: Path
) -> None:
    got: list[bytes] = []
    server = serve(lambda connected: got.append(read_until(connected, b"\n")), make_certificate(tmp_path))
    heard = start(LinkTarget("127.0.0.1", server.port, pin=KeyPin("0" * 64)))
    heard.link.send_messages((Message("PASS", ("secret",)),))
    qtbot.waitUntil(lambda: bool(heard.reasons))
    assert "key has changed" in heard.reasons[0]
    assert len(heard.distrusted) == 1
    assert heard.opened == []
    server.close()
    assert b"".join(got) == b""


def test_server_without_tls_is_named_in_a_sentence(qtbot: QtBot, start: Start, serve: Serving) -> None:
    def talk(connected: socket.socket) -> None:
        connected.sendall(b":srv NOTICE * :this is plain text\r\n")
        read_until(connected, b"never")

    heard = start(LinkTarget("127.0.0.1", serve(talk).port))
    qtbot.waitUntil(lambda: bool(heard.reasons))
    assert "does not offer a secure connection" in heard.reasons[0]


def test_messages_are_sent_while_received_ones_wait(qtbot: QtBot, start: Start, serve: Serving, tmp_path: Path) -> None:
    received = [0]
    text = "z" * 400

    def talk(connected: socket.socket) -> None:
        received[0] = len(read_until(connected, b"the end"))

    heard = start(LinkTarget("127.0.0.1", serve(talk, make_certificate(tmp_path)).port))
    heard.link.send_messages(tuple(Message("PRIVMSG", ("#a", text)) for _ in range(3000)))
    heard.link.send_messages((Message("PRIVMSG", ("#a", "the end")),))
    qtbot.waitUntil(lambda: received[0] > 3000 * 400, timeout=MILLISECONDS)
    heard.link.stop(Message("QUIT"))  # only now: what is left then has a second


def test_a_server_that_takes_no_answers_is_read_no_further(qtbot: QtBot, start: Start, serve: Serving) -> None:
    """Each PING is owed a PONG. A server that asks for ever and never reads must not fill our memory."""
    most, sent = 64 << 20, 0
    ended = Event()

    def talk(connected: socket.socket) -> None:
        nonlocal sent
        connected.settimeout(1)
        data = b"PING :" + b"x" * 490 + b"\r\n"
        with suppress(TimeoutError):
            while sent < most:
                sent += connected.send(data * 100)
        ended.set()

    heard = start(plain(serve(talk)))
    qtbot.waitUntil(ended.is_set)
    heard.link.stop()
    assert sent < most


def test_server_at_another_address_is_reached(qtbot: QtBot, start: Start, serve: Serving, tmp_path: Path) -> None:
    """Another computer has the first address now."""
    wrong = serve(lambda connected: None, make_certificate(tmp_path / "wrong"))
    files = make_certificate(tmp_path / "right")
    right = serve(lambda connected: read_until(connected, b"QUIT"), files)
    pin = public_key_hash(x509.load_pem_x509_certificate(files[0].read_bytes()))
    elsewhere = (ListenAddress("127.0.0.1", right.port),)
    heard = start(LinkTarget("127.0.0.1", wrong.port, pin=pin, exact=True, elsewhere=elsewhere))
    qtbot.waitUntil(lambda: bool(heard.opened) or bool(heard.reasons))
    assert [shown.fingerprint for shown in heard.opened if shown is not None] == [pin]
