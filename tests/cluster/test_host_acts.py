"""Each method of the HostDesk is known as an act or as a read, and an act does the same on all nodes."""

from __future__ import annotations

import inspect

from desktop_chat.cluster.events import HostAct
from desktop_chat.cluster.host_acts import ACTS, FILE_ACTS, HOST_ACTS, HUB_ACTS, HostDoor
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.moderation.host_desk import HostDesk
from desktop_chat.hub.people.file_desk import FileDesk
from desktop_chat.storage.records import StoredState
from tests.hub.harness import NOW, SETTINGS


def test_every_method_of_the_host_is_an_act_or_a_read_of_rows() -> None:
    names = {name for name, _ in inspect.getmembers(HostDesk, inspect.isfunction) if not name.startswith("_")}
    assert names - set(HOST_ACTS) == {name for name in names if name.endswith("_rows")}
    assert set(HOST_ACTS) <= names
    methods = [getattr(Hub, name) for name in HUB_ACTS] + [getattr(FileDesk, name) for name in FILE_ACTS]
    assert all("now" in inspect.signature(method).parameters for method in methods)


def test_published_act_can_be_done_by_every_replica() -> None:
    hub = Hub(SETTINGS, StoredState(), now=NOW, seed=b"x")
    asked: list[HostAct] = []
    door = HostDoor(hub.host, asked.append)
    door.ban_person(NOW, nick="", address="", mask="evil!*@*", seconds=0, reason="Evil")
    assert hub.host.ban_rows(NOW) == ()
    (act,) = asked
    ACTS[act.name](hub, dict(act.arguments), NOW)
    assert [row.mask for row in door.ban_rows(NOW)] == ["evil!*@*"]


def test_act_may_have_an_argument_of_any_name() -> None:
    hub = Hub(SETTINGS, StoredState(), now=NOW, seed=b"x")
    asked: list[HostAct] = []
    HostDoor(hub.host, asked.append).add_webhook(NOW, room="#tea", name="CI", picture="", per_minute=5)
    assert dict(asked[0].arguments)["name"] == "CI"
