"""`make fuzz`: the same targets for longer. With atheris, which sees what the code does with its input, where that is
installed; otherwise with random bytes and changes to bytes that went deep. What fails is kept in build/fuzz.

    python -m tests.fuzz [SECONDS] [TARGET ...]     SECONDS for each target, 60 if not said
    python -m tests.fuzz TARGET FILE                what was kept, once more
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

TARGETS = ("stream", "commands", "gateways", "browser")
KEPT = Path("build/fuzz")
_LONGEST = 3000
_POOL = 500


def main(words: list[str]) -> int:
    """0 when nothing was found."""
    if len(words) == 2 and words[0] in TARGETS:
        _target(words[0])(Path(words[1]).read_bytes())
        return 0
    seconds = int(words.pop(0)) if words and words[0].isdigit() else 60
    KEPT.mkdir(parents=True, exist_ok=True)
    failed = [name for name in words or TARGETS if not _fuzz(name, seconds)]
    print(f"failed: {', '.join(failed)}" if failed else "nothing found")
    return bool(failed)


def _target(name: str) -> Callable[[bytes], None]:
    found: Callable[[bytes], None] = getattr(importlib.import_module("tests.fuzz.targets"), name)
    return found


def _fuzz(name: str, seconds: int) -> bool:
    if importlib.util.find_spec("atheris") is not None:
        return _with_atheris(name, seconds)
    return _at_random(name, seconds)


def _with_atheris(name: str, seconds: int) -> bool:
    corpus = KEPT / f"corpus-{name}"
    corpus.mkdir(exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-artifact_prefix={KEPT}/{name}-", str(corpus)]
    command = [sys.executable, "-m", "tests.fuzz.with_atheris", name, "-verbosity=0", "-print_final_stats=1", *options]
    return subprocess.run(command, check=False).returncode == 0


def _at_random(name: str, seconds: int) -> bool:
    target = _target(name)
    seed = int.from_bytes(os.urandom(4))
    chance = random.Random(seed)
    print(f"{name}: {seconds} s at random, seed {seed}", flush=True)
    pool: list[bytes] = [b""]
    end, tries = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data = (
            _changed(chance, chance.choice(pool))
            if chance.random() < 0.5
            else chance.randbytes(chance.randrange(_LONGEST))
        )
        tries += 1
        try:
            target(data)
        except Exception:
            traceback.print_exc()
            kept = KEPT / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
            kept.write_bytes(data)
            print(f"{name} failed, after {tries} tries; again: python -m tests.fuzz {name} {kept}")
            return False
        if len(pool) < _POOL:
            pool.append(data)
        else:
            pool[chance.randrange(_POOL)] = data
    print(f"{name}: {tries} tries", flush=True)
    return True


def _changed(chance: random.Random, data: bytes) -> bytes:
    """Some bytes other, gone or doubled."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(3):
            case 0:
                changed[at : at + 1] = chance.randbytes(1)
            case 1:
                del changed[at : at + chance.randrange(1, 40)]
            case _:
                changed[at:at] = changed[at : at + chance.randrange(1, 40)]
    return bytes(changed[:_LONGEST])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
