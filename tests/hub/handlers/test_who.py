"""WHO and WHOX."""

from __future__ import annotations

import pytest

from tests.hub.stage import Stage, messages, numerics


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("WHO bob %n", ("bob",)),
        ("WHO bob %rn", ("bob", "Bob")),
        ("WHO bob %tn,42", ("42", "bob")),
        ("WHO bob %tn,4242", ("bob",)),
        ("WHO #tea %acdfhilnorstu,7", None),
        ("WHO bob %ai", ("255.255.255.255", "0")),
    ],
)
def test_fields_come_in_their_order(question: str, answer: tuple[str, ...] | None) -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    stage.enter("bob", rooms=["#tea"])
    stage.heard(ann)
    told = messages(stage.talk(ann, question))
    assert told[-1].command == "315"
    if answer is not None:
        assert told[0].params[1:] == answer
    else:
        assert told[0].params[1:4] == ("7", "#tea", "ann")
        assert len(told[0].params) == 14


def test_plain_who_is_as_ever() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    stage.enter("bob", rooms=["#tea"])
    stage.heard(ann)
    assert numerics(stage.talk(ann, "WHO #tea")) == ["352", "352", "315"]
    assert numerics(stage.talk(ann, "WHO #tea o")) == ["315"]
    assert numerics(stage.talk(ann, "WHO nobody")) == ["315"]
