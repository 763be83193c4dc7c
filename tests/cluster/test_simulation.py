"""Nodes that crash and begin anew over a log that loses, doubles, delays and reorders decide alike and lose nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_chat.cluster.chain import Chain, ForkError
from desktop_chat.cluster.events import Batch
from desktop_chat.cluster.replica import Replica
from desktop_chat.cluster.wire import decode_batch
from desktop_chat.hub.hub import Hub
from tests.cluster.simulation import MakeReplica, Simulation, make_replica
from tests.hub.harness import NOW

STEPS = 400


def _play(seed: int, make: MakeReplica) -> None:
    simulation = Simulation(seed, make)
    simulation.play(STEPS)
    simulation.settle()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1 << 32))
def test_nodes_decide_alike_and_lose_nothing_acknowledged(seed: int) -> None:
    simulation = Simulation(seed)
    simulation.play(STEPS)
    simulation.settle()
    assert simulation.log.last_position > 10


def test_the_simulation_has_crashes_copies_and_ends_of_leases() -> None:
    """A simulation without faults would prove nothing."""
    repeated = ended = 0
    for seed in range(10):
        simulation = Simulation(seed)
        simulation.play(STEPS)
        simulation.settle()
        batches = [decode_batch(entry.data) for entry in simulation.log.entries]
        repeated += len(batches) - len({(batch.node, batch.boot, batch.number) for batch in batches})
        ended += len({(batch.node, batch.boot) for batch in batches}) - len(simulation.nodes)
    assert repeated > 50
    assert ended > 10


class _CountsNothing(Replica):
    """Applies each batch of the boot, whatever its number."""

    def _apply_batch(self, batch: Batch) -> bool:
        node = self._nodes.get(batch.node)
        if node is not None and node.boot == batch.boot and batch.number > 1:
            node.number = batch.number - 1
        return super()._apply_batch(batch)


class _FencesNobody(Replica):
    """Goes on to apply the batches of boots that have ended."""

    def _apply_batch(self, batch: Batch) -> bool:
        node = self._nodes.get(batch.node)
        if node is not None and batch.boot < node.boot:
            batch = replace(batch, boot=node.boot)
        return super()._apply_batch(batch)


def _play_all(seeds: int, make: MakeReplica) -> None:
    for seed in range(seeds):
        _play(seed, make)


@pytest.mark.parametrize("mutant", [_CountsNothing, _FencesNobody])
def test_simulation_finds_a_replica_without(mutant: type[Replica]) -> None:
    def make(hub: Hub, node: str, boot: str, chain: Chain) -> Replica:
        return mutant(hub, node, boot, {}, chain, NOW)

    with pytest.raises(AssertionError):
        _play_all(40, make)


def _play_with_power_loss(seed: int, make: MakeReplica) -> None:
    """The newest entries vanish after all nodes have applied them. Not all nodes begin anew with the next steps."""
    simulation = Simulation(seed, make)
    simulation.play(STEPS)
    simulation.settle()
    simulation.log.lose_end(5)
    simulation.play(STEPS)
    simulation.settle()


def _lose_power_often(seeds: int, make: MakeReplica) -> None:
    for seed in range(seeds):
        _play_with_power_loss(seed, make)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 5])
def test_log_that_loses_its_end_stops_the_nodes(seed: int) -> None:
    with pytest.raises(ForkError):
        _play_with_power_loss(seed, make_replica)


class _ForgetfulChain(Chain):
    """Compares nothing."""

    def require_same(self, position: int, claimed: bytes) -> None:
        pass


def test_simulation_finds_nodes_without_a_chain() -> None:
    def make(hub: Hub, node: str, boot: str, chain: Chain) -> Replica:
        return Replica(hub, node, boot, {}, _ForgetfulChain(), NOW)

    with pytest.raises(AssertionError):
        _lose_power_often(10, make)
