"""The loads count what they should: a bench that counts wrongly would praise anybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.benchmarks import load, peers, report
from tests.benchmarks.load import CAPABILITIES, Flow
from tests.benchmarks.loads import CPU, MS, RATE, Figure
from tests.benchmarks.paced import paced
from tests.benchmarks.peers import Peer
from tests.benchmarks.storm import storm
from tests.benchmarks.turns import take_turns


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    with peers.desktop_chat(tmp_path_factory.mktemp("bench")) as ours:
        assert ours is not None
        yield ours


@pytest.mark.parametrize(("secure", "capabilities"), [(False, ""), (False, CAPABILITIES), (True, "")])
def test_everything_said_is_counted_once_for_each_hearer(peer: Peer, secure: bool, capabilities: str) -> None:
    names = [f"f{number}{secure:d}{bool(capabilities):d}" for number in range(6)]
    members = load.connect(peer, names, secure=secure, capabilities=capabilities)
    room = f"#flood{secure:d}{bool(capabilities):d}"
    load.enter(members, room)
    hearers = members if capabilities else members[1:]
    figures = load.flood(peer, [Flow(members[0], room, hearers, 500)])
    assert figures.deliveries == 500 * len(hearers)
    assert figures.seconds > 0
    load.leave(members)


def test_a_line_that_never_comes_is_no_figure(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "SILENCE", 0.3)
    members = load.connect(peer, ["away", "here"])
    load.enter(members, "#lossy")
    members[1].expected = 10_000
    with pytest.raises(RuntimeError, match="still wait"):
        load.flood(peer, [Flow(members[0], "#lossy", [members[1]], 5)])
    load.leave(members)


def test_paced_words_reach_everybody(peer: Peer) -> None:
    members = load.connect(peer, [f"p{number:02}" for number in range(20)])
    load.enter(members, "#paced")
    delays = paced(members, "#paced", 400, 0.25)
    assert 0 < delays.p50 <= delays.p99 <= delays.worst
    load.leave(members)


def test_everybody_says_a_line_in_turn(peer: Peer) -> None:
    members = load.connect(peer, [f"t{number:02}" for number in range(12)])
    rooms = {"#turn1": members[:6], "#turn2": members[6:]}
    for channel, inside in rooms.items():
        load.enter(inside, channel)
    figures = take_turns(peer, rooms, 20)
    assert figures.deliveries == 2 * 20 * 6 * 5
    assert figures.seconds > 0
    load.leave(members)


def test_a_storm_ends_when_all_know_of_all(peer: Peer) -> None:
    assert storm(peer, 60, "#storm") > 0


def test_the_table_compares_with_the_best_of_the_others() -> None:
    results = report.Results(quick=True)
    for server, rate, cost in ((peers.OURS, 30.0, 2.0), (peers.NGIRCD, 10.0, 1.0), (peers.INSPIRCD, 15.0, 4.0)):
        results.add(1, server, Figure("fan-out", RATE, rate))
        results.add(1, server, Figure("fan-out", CPU, cost))
    results.add(2, peers.OURS, Figure("paced", MS, 1.5))
    rows = report.table(results).splitlines()
    assert rows[2].endswith("| 30 | 10 | 15 | 2.00 |")
    assert rows[3].endswith("| 2.00 | 1.00 | 4.00 | 0.50 |")
    assert rows[4].endswith("| 1.50 | – | – | – |")
    assert report.picture(results).count("<rect") == 4
