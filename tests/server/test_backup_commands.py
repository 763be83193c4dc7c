"""Backups from the command line: sentences for a person, statuses for a script."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.e2e.programs import server
from tests.patience import SECONDS
from tests.server.test_backup import say

ROOT = Path(__file__).parents[2]


def run(*words: str, typed: str = "") -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "desktop_chat", *words],
        cwd=ROOT, capture_output=True, text=True, input=typed, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_backup_and_restore_by_hand(tmp_path: Path) -> None:
    data, backup = tmp_path / "data", tmp_path / "backup.zip"
    with server(data, "server.name=Tea") as running:
        say(running.port, "ann", "one")
        status, said = run("backup", "--data", str(data), str(backup))
        assert (status, said.splitlines()[0]) == (0, str(backup))
        assert said.splitlines()[1].startswith("A chat: 1 room, 1 message, as of ")
        status, said = run("restore", "--data", str(data), "--yes", str(backup))
        assert (status, "is running" in said) == (1, True)
    status, said = run("restore", "--data", str(data), str(backup), typed="y\n")
    assert (status, "The backup was restored." in said) == (0, True)
    assert "--undo" in said
    status, said = run("restore", "--data", str(data), "--undo")
    assert (status, said) == (0, "What was there before is back.\n")
    assert "--forget" in run("backup", "--list", "--data", str(data))[1]
    assert run("restore", "--data", str(data), "--forget") == (0, "What was there before is deleted.\n")
    assert "--forget" not in run("backup", "--list", "--data", str(data))[1]


def test_a_question_without_an_answer_changes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with server(data):
        pass
    status, said = run("backup", "--data", str(data))
    assert status == 0
    path = said.splitlines()[0]
    assert Path(path).parent == data / "backups"
    status, said = run("restore", "--data", str(data), path)
    assert (status, "Nothing was changed." in said) == (2, True)


def test_answers_for_programs_are_lines_of_json(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with server(data):
        pass
    status, said = run("backup", "--json", "--data", str(data))
    made = json.loads(said)["backup"]
    assert (status, made["rooms"], made["messages"]) == (0, 0, 0)
    assert json.loads(run("backup", "--json", "--list", "--data", str(data))[1])["backup"] == made
    elsewhere = tmp_path / "elsewhere.zip"
    elsewhere.write_bytes(Path(made["path"]).read_bytes())
    told = json.loads(run("backup", "--json", "--list", "--data", str(data), str(elsewhere))[1])["backup"]
    assert told == made | {"path": str(elsewhere)}
    elsewhere.write_bytes(b"no backup")
    status, said = run("backup", "--json", "--list", "--data", str(data), str(elsewhere))
    assert (status, str(elsewhere) in json.loads(said)["error"]) == (1, True)
    status, said = run("restore", "--json", "--yes", "--data", str(data), made["path"])
    assert (status, [list(json.loads(line)) for line in said.splitlines()]) == (0, [["backup"], ["former"]])
    status, said = run("restore", "--json", "--data", str(tmp_path / "other"), "--undo")
    assert (status, json.loads(said)["text"]) == (1, ["NOTHING_RESTORED", str(tmp_path / "other")])


def test_faults_are_sentences(tmp_path: Path) -> None:
    assert run("backup", "--data", str(tmp_path))[1] == f"There is no chat in the folder {tmp_path}.\n"
    (tmp_path / "x.zip").write_text("x")
    assert run("restore", "--data", str(tmp_path), str(tmp_path / "x.zip"))[1].endswith("is no backup of a chat.\n")
    assert run("restore", "--data", str(tmp_path))[0] == 2
    status, said = run("restore", "--data", str(tmp_path), "--undo")
    assert (status, "nothing to put back" in said) == (1, True)
