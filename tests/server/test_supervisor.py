"""The supervisor over real child processes: restarts, giving up with a report, an end in order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.server.data_files import LOG, USAGE
from desktop_chat.server.errors import StartError
from desktop_chat.server.start_failure import LAST_LINES
from desktop_chat.server.supervisor import RESTARTS
from desktop_chat.texts import server as texts
from tests.patience import SECONDS

_RUN = """
import sys
from pathlib import Path
from desktop_chat.server import supervisor
supervisor.LOG_BYTES = int(sys.argv[2])
sys.exit(supervisor.Supervisor(Path(sys.argv[1]), [sys.executable, "-c", sys.argv[3]]).run())
"""


def supervise(data: Path, child: str, log_bytes: int = 5_000_000) -> tuple[int, str]:
    """Run a supervisor in a process of its own over a child that runs this code: its status and what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(data), str(log_bytes), child], capture_output=True, text=True, timeout=SECONDS
    )
    return done.returncode, done.stderr.strip()


def starts(data: Path) -> int:
    return len((data / "starts").read_text().splitlines())


def child(data: Path, rest: str) -> str:
    """Code that notes each start in DATA/starts, and then does the rest."""
    return f"import sys; open({str(data / 'starts')!r}, 'a').write('once\\n'); {rest}"


def read_report(data: Path) -> dict[str, object]:
    report: dict[str, object] = json.loads((data / "failed.json").read_text("utf-8"))
    return report


def test_a_server_that_ends_by_itself_is_not_started_again(tmp_path: Path) -> None:
    assert supervise(tmp_path, child(tmp_path, "sys.exit(0)")) == (0, "")
    assert starts(tmp_path) == 1
    assert not (tmp_path / "failed.json").exists()


def test_a_server_that_crashes_is_given_up_after_its_restarts(tmp_path: Path) -> None:
    rest = f"[print('line', n, file=sys.stderr) for n in range({LAST_LINES})]; sys.exit(9)"
    status, printed = supervise(tmp_path, child(tmp_path, rest))
    assert status == 1
    assert starts(tmp_path) == 1 + RESTARTS
    report = read_report(tmp_path)
    assert report["reason"] == printed
    assert printed.endswith(".")
    assert report["log"] == [f"line {number}" for number in range(LAST_LINES)]


def test_a_server_with_wrong_settings_is_started_once(tmp_path: Path) -> None:
    error = StartError(texts.PORT_BUSY(6697, "127.0.0.1:6697"), busy_port=6697)
    rest = (
        "from pathlib import Path; from desktop_chat.server.errors import StartError;"
        " from desktop_chat.server.start_failure import leave_report; from desktop_chat.texts import server as texts;"
        f" leave_report(Path({str(tmp_path)!r}), StartError(texts.PORT_BUSY(6697, '127.0.0.1:6697'), busy_port=6697));"
        f" print('the last line', file=sys.stderr); sys.exit({USAGE})"
    )
    assert supervise(tmp_path, child(tmp_path, rest)) == (USAGE, str(error))
    assert starts(tmp_path) == 1
    report = read_report(tmp_path)
    assert (report["reason"], report["port"]) == (str(error), 6697)
    assert (report["text"], report["log"]) == (["PORT_BUSY", 6697, "127.0.0.1:6697"], ["the last line"])


def test_the_last_line_of_the_log_is_the_reason_without_a_report(tmp_path: Path) -> None:
    rest = f"print('No such module.', file=sys.stderr); sys.exit({USAGE})"
    assert supervise(tmp_path, child(tmp_path, rest)) == (USAGE, "No such module.")
    assert read_report(tmp_path)["reason"] == "No such module."


def test_an_old_report_goes_and_a_long_log_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / "failed.json").write_text("{}")
    (tmp_path / LOG).write_text("of the last run\n")
    supervise(tmp_path, child(tmp_path, "print('of this run', file=sys.stderr)"), log_bytes=5)
    assert not (tmp_path / "failed.json").exists()
    assert (tmp_path / LOG).read_text() == "of this run\n"
    assert (tmp_path / LOG).with_suffix(".log.1").read_text() == "of the last run\n"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM")
def test_a_stop_reaches_the_server_and_is_no_crash(tmp_path: Path) -> None:
    rest = (
        "import signal, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit(3)); "
        "print('ready', flush=True); time.sleep(900)"
    )
    command = [
        sys.executable,
        "-c",
        _RUN,
        str(tmp_path),
        "5000000",
        child(tmp_path, rest),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        running.terminate()
        assert running.wait(SECONDS) == 0
    assert starts(tmp_path) == 1


def test_a_supervisor_that_waits_has_imported_next_to_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import desktop_chat.__main__\n"
        "from desktop_chat.server import supervisor\n"
        "supervisor.Supervisor(Path(sys.argv[1]), [sys.executable, '-c', '']).run(); print(*sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
    loaded = set(done.stdout.split())
    assert "desktop_chat.server.supervisor" in loaded
    assert loaded.isdisjoint({"dataclasses", "inspect", "json", "logging", "asyncio", "OpenSSL", "sqlite3"})
    assert not [name for name in loaded if name.startswith(("desktop_chat.hub", "desktop_chat.texts"))]
