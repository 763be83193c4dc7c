"""Files of a node: reads and reservations change no state that all nodes share, and the acts do the same everywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.cluster.events import HostAct
from desktop_chat.cluster.host_acts import ACTS
from desktop_chat.cluster.node_file_desk import NodeFileDesk
from desktop_chat.cluster.snapshot import encode_graph
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.people.file_desk import FileFault, FileRefusal, token_of
from desktop_chat.hub.records.shared_files import UploadPermit
from desktop_chat.hub.reply import Refusal
from desktop_chat.storage.records import SharedFile
from tests.hub.harness import NOW, SETTINGS, HubHarness

LIMITED = replace(SETTINGS, file_mb=1, file_person_mb=2, login_attempts_per_address=2)


class Cluster:
    """Two nodes: each act is done by both hubs, and the outcome of the first one counts."""

    def __init__(self) -> None:
        self.harnesses = [HubHarness(LIMITED), HubHarness(LIMITED)]
        self.hubs = [harness.hub for harness in self.harnesses]
        self.desks = [NodeFileDesk(hub.files, self.ask) for hub in self.hubs]
        self.is_silent = False

    def ask(self, act: HostAct) -> object:
        if self.is_silent:
            raise Refusal("FAIL", "Try later.")
        outcomes = [self._do(act, hub) for hub in self.hubs]
        assert str(outcomes[0]) == str(outcomes[1])
        if isinstance(outcomes[0], Exception):
            raise outcomes[0]
        return outcomes[0]

    @staticmethod
    def _do(act: HostAct, hub: Hub) -> object:
        try:
            return ACTS[act.name](hub, dict(act.arguments), NOW)
        except FileRefusal as refusal:
            return refusal

    def open_permit(self) -> UploadPermit:
        """Let somebody ask for an address, and return the permit."""
        first, second = (_ask_address(harness) for harness in self.harnesses)
        assert first == second
        return self.desks[1].permit_of_token(first.removeprefix("/upload/"))

    def states(self) -> list[bytes]:
        return [encode_graph((hub,)) for hub in self.hubs]


def _ask_address(harness: HubHarness) -> str:
    ann = harness.register("ann", rooms=["#tea"])
    return next(line for line in harness.exchange(ann, "FILEHOST UPLOAD #tea") if "UPLOAD" in line).split()[4]


@pytest.fixture
def cluster() -> Cluster:
    return Cluster()


def _finish(desk: NodeFileDesk, permit: UploadPermit, size: int, id_: str = "a" * 22) -> SharedFile:
    reserved = desk.reserve(permit, size)
    return desk.finish(
        permit, reserved, content="x", name="a", media_type="text/plain", size=size, now=0, id_=id_
    )[0]  # fmt: skip


def test_upload_is_one_act_that_all_nodes_do(cluster: Cluster) -> None:
    permit = cluster.open_permit()
    before = cluster.states()
    first, second = cluster.desks
    assert second.permit_of_token(permit.token) == permit, "the other node may take the file, too"
    reserved = first.reserve(permit, None)
    assert cluster.states() == before
    first.give_back(permit, reserved)
    file = _finish(first, permit, 700_000)
    assert [desk.find_readable(file.id, "", NOW) for desk in cluster.desks] == [file, file]
    assert cluster.hubs[0]._state.files.total == 700_000
    with pytest.raises(FileRefusal, match="ask for a new one"):
        second.permit_of_token(permit.token)
    assert second.delete_file(file.id, 0)
    assert not first.is_content_used("x")


def test_act_that_is_repeated_adds_nothing(cluster: Cluster) -> None:
    """The first answer may be lost, and the file is there all the same."""
    permit = cluster.open_permit()
    assert _finish(cluster.desks[0], permit, 5) == _finish(cluster.desks[0], permit, 5)
    assert cluster.hubs[1].files.measure_space().count == 1
    with pytest.raises(FileRefusal) as refused:
        _finish(cluster.desks[1], permit, 5, "b" * 22)
    assert refused.value.fault is FileFault.UNKNOWN


def test_last_space_that_two_nodes_have_reserved_goes_to_one(cluster: Cluster) -> None:
    permit = UploadPermit("", "key:ann", "ann!ann@a", 0, "", 0)
    _finish(cluster.desks[0], permit, 1_000_000)
    reserved = [desk.reserve(permit, 700_000) for desk in cluster.desks]
    with pytest.raises(FileRefusal) as refused:
        cluster.desks[0].reserve(permit, 700_000)
    assert refused.value.fault is FileFault.NO_SPACE
    cluster.desks[0].give_back(permit, reserved[0])
    _finish(cluster.desks[0], permit, 700_000, "b" * 22)
    with pytest.raises(FileRefusal, match="Your files"):
        _finish(cluster.desks[1], replace(permit), 700_000, "c" * 22)


def test_wrong_passwords_count_on_all_nodes(cluster: Cluster) -> None:
    for _ in range(2):
        with pytest.raises(FileRefusal):
            cluster.desks[0].permit_of_account("nobody", "10.0.0.2", proven=False)
    with pytest.raises(FileRefusal) as refused:
        cluster.desks[1].secret_of("nobody", "10.0.0.2")
    assert refused.value.fault is FileFault.TRY_LATER


def test_token_of_a_connection_counts_without_an_act(cluster: Cluster) -> None:
    seat = cluster.harnesses[0].register("ann")
    cluster.is_silent = True
    permit = cluster.desks[0].permit_of_seat(token_of(cluster.hubs[0]._state, seat))
    assert (permit.token, permit.source) == ("", "ann!ann@127.0.0.1")
    with pytest.raises(FileRefusal, match="Try later") as refused:
        _finish(cluster.desks[0], permit, 5)
    assert refused.value.fault is FileFault.TRY_LATER
    with pytest.raises(Refusal):
        cluster.desks[0].delete_file("id", 0)
