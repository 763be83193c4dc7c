"""A snapshot is the same on all nodes, a Replica of a snapshot goes on alike, and foreign bytes are refused."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_chat.cluster import graph_reader
from desktop_chat.cluster import snapshot as module
from desktop_chat.cluster.graph_layout import SnapshotError
from desktop_chat.cluster.snapshot import decode_graph, decode_snapshot, encode_graph, encode_snapshot
from desktop_chat.hub.live.user import Seat
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.texts import hub as texts
from tests.cluster.simulation import Simulation
from tests.hub.harness import NOW
from tests.hub.recorded_chat import RecordedChat

STEPS = 150


def _record(folder: Path, kind: str) -> list[str]:
    """Play a chat of clients that other nodes serve. Return what the hub has decided."""
    folder.mkdir()
    store, lines = SqlStore.open(folder / "chat.sqlite", now=NOW), list[str]()
    try:
        RecordedChat(store, 3, lines.append, kind).play(STEPS)
    finally:
        store.close()
    assert any(line.startswith("restored ") for line in lines) == (kind == "snapshots")
    return [line for line in lines if line.startswith(("commit ", "change ", "note "))]


def test_hub_made_anew_of_a_snapshot_after_each_step_decides_as_before(tmp_path: Path) -> None:
    assert _record(tmp_path / "one", "snapshots") == _record(tmp_path / "other", "remote")


def _played() -> Simulation:
    simulation = Simulation(5)
    simulation.play(200)
    simulation.settle()
    return simulation


def test_restored_replica_has_the_same_snapshot_and_serves_nobody() -> None:
    node = _played().nodes[0]
    data = encode_snapshot(node.replica)
    restored = decode_snapshot(data, "d", "1", {})
    assert encode_snapshot(restored) == data
    seats = list(restored.hub._state.seats.values())
    assert seats
    assert not any(seat.here or seat.outbox.pieces for seat in seats)
    assert (restored.position, restored.nodes) == (node.replica.position, node.replica.nodes)
    assert not restored.is_member


class _Foreign:
    """A class of another program."""


@pytest.mark.parametrize(
    "content",
    [_Foreign(), {_Foreign(), "text"}, lambda: None, _Foreign],
    ids=["object", "set", "function", "class"],
)
def test_what_is_no_plain_data_cannot_be_kept(content: object) -> None:
    with pytest.raises((SnapshotError, TypeError)):
        encode_graph((content,))


def test_values_come_back_with_their_identities() -> None:
    shared: list[object] = [1.5, -3, True, None, b"x", "\ud800", frozenset({"b", "a"}), bytearray(b"y"), {2, 1}]
    text = texts.NOBODY_HERE("ann")
    first, second, told = decode_graph(encode_graph((shared, {"again": shared}, text)))
    assert (first, second["again"] is first, told, told.arguments) == (shared, True, text, ("ann",))


@given(data=st.binary(max_size=100))
@example(b"\x00\x00\x04")
def test_foreign_bytes_are_refused(data: bytes) -> None:
    for foreign in (data, module._MARK + data, module._MARK + zlib.compress(data)):
        try:
            assert isinstance(decode_graph(foreign), tuple)
        except SnapshotError:
            continue


def test_snapshot_of_another_layout_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = encode_graph((Seat(1, thread=0, address="10.0.0.1", port=1, secure=False),))
    monkeypatch.setattr(graph_reader, "slots_of", lambda kind: ("renamed",))
    with pytest.raises(SnapshotError, match="another version"):
        decode_graph(data)
    with pytest.raises(SnapshotError, match="another version"):
        decode_snapshot(data.replace(b"snapshot 1", b"snapshot 9"), "a", "1", {})
