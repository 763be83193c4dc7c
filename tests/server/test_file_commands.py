"""Files from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.programs import server
from tests.server.http_client import ask
from tests.server.test_backup_commands import run
from tests.server.test_restore import send_file


def test_files_are_listed_and_deleted(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with server(data) as running:
        paths = [send_file(running.port, body) for body in (b"one", b"three")]
        status, said = run("files", "--data", str(data))
        assert status == 0
        first, second = said.splitlines()
        assert first.startswith(paths[1].split("/")[2])
        assert first.endswith("5  file (ann)")
        assert second.startswith(paths[0].split("/")[2])
        status, said = run("files", "--json", "--data", str(data))
        assert [json.loads(line)["size"] for line in said.splitlines()] == [5, 3]
        assert run("files", "--data", str(data), "--delete", paths[0].split("/")[2]) == (0, "")
        assert ask(running.port, "GET", paths[0]).status == 404
        status, said = run("files", "--data", str(data), "--delete", "x")
        assert (status, "no such file" in said) == (1, True)
    status, said = run("files", "--data", str(data))
    assert (status, "No chat runs in" in said) == (1, True)
