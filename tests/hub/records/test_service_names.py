"""Names of services are known in any case, and nobody can take a name that looks like one."""

from __future__ import annotations

import pytest

from desktop_chat.hub.records.service_names import is_reserved, is_service, service_name


@pytest.mark.parametrize(
    ("typed", "name"), [("nickserv", "NickServ"), ("CHANSERV", "ChanServ"), ("NickServ", "NickServ")]
)
def test_services_are_found_in_any_case(typed: str, name: str) -> None:
    assert is_service(typed)
    assert service_name(typed) == name


@pytest.mark.parametrize("name", ["NickServ", "nickserv", "NіckServ", "server", "System", "MemoServ"])
def test_names_that_look_like_a_service_are_reserved(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize("name", ["nick", "serv", "nickserver2", "ann"])
def test_other_names_are_free(name: str) -> None:
    assert not is_service(name)
    assert not is_reserved(name)
