"""The garbage collector of a server looks at new objects only, at old ones in the quiet, and never at very many."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

_START = """
import gc, time
from desktop_chat.server import collector
passes = []
gc.callbacks.append(lambda phase, facts: phase == "start" and passes.append(facts["generation"]))
cpu = 0.0
collector.time.process_time = lambda: cpu
policy = collector.ServerCollector()
passes.clear()
"""

_CROWD = """
kept = []
for second in range(10):
    kept.append([[number] for number in range(60_000)])
    cpu += 0.5
    policy.advance_seconds(1)
print(2 in passes, 1 in passes, len(gc.get_objects(generation=2)) < 200_000, gc.get_freeze_count() > 300_000)
"""

_QUIET = """
class Thing:
    gone = 0
    def __del__(self):
        Thing.gone += 1
thing = Thing()
thing.itself = thing
gc.collect(1)
del thing, passes[:]
for second in range(collector.QUIET_SECONDS - 1):
    policy.advance_seconds(1)
early = Thing.gone
policy.advance_seconds(1)
for second in range(100):
    policy.advance_seconds(1)
print(early, Thing.gone, passes)
"""

_TALK = """
for second in range(100):
    cpu += 0.5
    policy.advance_seconds(1)
print(passes)
"""


def _run(program: str) -> str:
    """Run the program in a process of its own: the policy is that of a whole process."""
    done = subprocess.run([sys.executable, "-c", _START + program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="passes are incremental there")
def test_a_crowd_that_comes_in_is_frozen_and_never_passed_over_as_a_whole() -> None:
    assert _run(_CROWD) == "False True True True"


def test_one_whole_pass_in_the_quiet_finds_what_is_left() -> None:
    assert _run(_QUIET) == "0 1 [2]"


def test_no_whole_pass_while_people_talk() -> None:
    assert _run(_TALK) == "[]"


def test_this_process_has_its_own_policy() -> None:
    assert gc.get_threshold()[2] < 1 << 30, "tests share a process: only `serve` changes the policy"
