"""The address for Prometheus: figures, health, and what a stranger to HTTP gets."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from prometheus_client.parser import text_string_to_metric_families

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.server.errors import StartError
from desktop_chat.server.metrics import MetricsServer
from desktop_chat.server.server import ChatServer
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start


@pytest.fixture
def server(start: Start) -> ChatServer:
    return start()


@pytest.fixture
def metrics(server: ChatServer) -> Iterator[MetricsServer]:
    opened = MetricsServer(server, ListenAddress("127.0.0.1", 0))
    yield opened
    opened.close()


def ask(metrics: MetricsServer, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", metrics.address.port, timeout=SECONDS)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def read_figures(metrics: MetricsServer) -> dict[str, float]:
    status, text = ask(metrics, "/metrics")
    assert status == 200
    families = text_string_to_metric_families(text)
    return {sample.name: sample.value for family in families for sample in family.samples}


def test_figures_follow_the_chat(server: ChatServer, metrics: MetricsServer) -> None:
    before = read_figures(metrics)
    assert (before["desktop_chat_users"], before["desktop_chat_messages_total"]) == (0, 0)
    with IrcClient(server.listening[0].port) as ann:
        ann.register("ann")
        ann.join("#lobby")
        ann.send("PRIVMSG #lobby :one", "PRIVMSG #lobby :two")
        ann.fence()
        figures = read_figures(metrics)
    assert figures["desktop_chat_users"] == figures["desktop_chat_rooms"] == 1
    assert figures["desktop_chat_messages_total"] == 2
    assert figures["desktop_chat_store_failing"] == 0
    assert figures["desktop_chat_database_bytes"] > 0
    assert "desktop_chat_info" in figures
    assert "python_gc_collections_total" in figures


def test_health_is_well_until_the_server_stops(server: ChatServer, metrics: MetricsServer) -> None:
    status, text = ask(metrics, "/health")
    assert (status, json.loads(text)["status"]) == (200, "ok")
    server.stop()
    status, text = ask(metrics, "/health")
    assert (status, json.loads(text)["phase"]) == (503, "stopped")


def test_health_says_why_nothing_can_be_written(
    server: ChatServer, metrics: MetricsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(server.core.store), "error_text", "The disk is full.")
    status, text = ask(metrics, "/health")
    assert (status, json.loads(text)["reason"]) == (503, "The disk is full.")
    assert read_figures(metrics)["desktop_chat_store_failing"] == 1


def test_another_path_tells_the_right_ones(metrics: MetricsServer) -> None:
    assert ask(metrics, "/") == (404, "The figures are at /metrics, the health is at /health.\n")


def test_a_client_that_speaks_no_http_hinders_nobody(metrics: MetricsServer) -> None:
    with socket.create_connection(("127.0.0.1", metrics.address.port), SECONDS) as stranger:
        stranger.sendall(b"NICK ann\r\n\r\n")
        while stranger.recv(4096):
            continue
    with socket.create_connection(("127.0.0.1", metrics.address.port), SECONDS):
        pass  # goes without a word
    assert ask(metrics, "/health")[0] == 200


def test_a_busy_port_is_told_in_a_sentence(server: ChatServer) -> None:
    with pytest.raises(StartError, match=f"127.0.0.1:{server.listening[0].port}"):
        MetricsServer(server, server.listening[0])
