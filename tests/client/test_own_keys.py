"""Each server has a separate own key, unless the person shares one key."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.client.certificate import certificate_fingerprint
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.own_keys import OwnKeys
from desktop_chat.net.fingerprints import KeyPin

PIN = KeyPin("ab" * 32)
DESK, CAFE = ChatAddress("desk.example", 6697), ChatAddress("cafe.example", 6697)


def open_keys(folder: Path, *, one_for_all: bool = False) -> OwnKeys:
    return OwnKeys(folder, KnownServers(folder / "known.json"), lambda: one_for_all)


def shown(keys: OwnKeys, name: str) -> str:
    files = keys.files(name)
    assert files is not None
    return certificate_fingerprint(files[0].read_bytes())


def test_each_server_sees_another_key(tmp_path: Path) -> None:
    keys = open_keys(tmp_path)
    desk, cafe = keys.name_for(DESK), keys.name_for(CAFE)
    assert len({desk, cafe, ""}) == 3
    assert shown(keys, desk) != shown(keys, cafe)
    again = open_keys(tmp_path)
    assert again.name_for(ChatAddress("DESK.example", 6697)) == desk
    assert shown(again, desk) == shown(keys, desk)


def test_server_gets_its_key_at_any_address(tmp_path: Path) -> None:
    keys = open_keys(tmp_path)
    there = ChatAddress("10.0.0.1", 6697, fingerprint=PIN)
    assert keys.name_for(there) == keys.name_for(ChatAddress("10.0.0.9", 6698, fingerprint=PIN))
    assert keys.name_for(there) != keys.name_for(ChatAddress("10.0.0.1", 6697, fingerprint=KeyPin("cd" * 32)))


def test_shared_key_stays_where_a_server_knows_it(tmp_path: Path) -> None:
    old = open_keys(tmp_path)
    before = shown(old, "")
    KnownServers(tmp_path / "known.json").remember_key("desk.example", 6697, PIN)
    keys = open_keys(tmp_path)
    assert keys.name_for(DESK) == ""
    assert keys.name_for(ChatAddress("10.0.0.9", 1, fingerprint=PIN)) == ""
    assert shown(keys, "") == before
    assert keys.name_for(CAFE) != ""


def test_server_that_was_forgotten_knows_its_own_key_again(tmp_path: Path) -> None:
    shown(open_keys(tmp_path), "")
    keys = open_keys(tmp_path)
    name = keys.name_for(CAFE)
    shown(keys, name)
    KnownServers(tmp_path / "known.json").remember_key("cafe.example", 6697, PIN)
    assert open_keys(tmp_path).name_for(CAFE) == name


def test_shared_key_can_be_chosen_for_new_servers(tmp_path: Path) -> None:
    keys = open_keys(tmp_path)
    desk = keys.name_for(DESK)
    shown(keys, desk)
    chosen = open_keys(tmp_path, one_for_all=True)
    assert chosen.name_for(CAFE) == ""
    assert chosen.name_for(DESK) == desk


def test_name_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    keys = open_keys(folder)
    for name in ("../x", "a/b", "..", "x" * 16):
        shown(keys, name)
    assert {path.name for path in tmp_path.rglob("*.*")} == {"guest.key", "guest.crt"}


def test_unusable_key_is_none(tmp_path: Path, expected_warnings: list[object]) -> None:
    (tmp_path / "guest.key").write_text("no key")
    assert open_keys(tmp_path).files("") is None
    assert len(expected_warnings) == 1
