"""Which rooms there are."""

from __future__ import annotations

from tests.hub.stage import Stage, messages


def test_lists_by_name_and_by_size() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#one", "#two"])
    stage.enter("bob", rooms=["#two"])

    def listed(line: str) -> list[str]:
        return [message.params[1] for message in messages(stage.talk(ann, line)) if message.command == "322"]

    stage.heard(ann)
    assert listed("LIST") == ["#one", "#two"]
    assert listed("LIST >1") == listed("LIST #TWO,#none") == ["#two"]
    assert listed("LIST <2") == ["#one"]


def test_lists_by_mask_and_age() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#old"])
    stage.talk(ann, "TOPIC #old :first")
    stage.now += 10 * 60_000
    stage.talk(ann, "JOIN #new")

    def listed(line: str) -> list[str]:
        return [message.params[1] for message in messages(stage.talk(ann, line)) if message.command == "322"]

    assert listed("LIST *o*") == listed("LIST !#n*") == listed("LIST C>5") == listed("LIST T>5") == ["#old"]
    assert listed("LIST C<5") == ["#new"]
    assert listed("LIST T<5") == []
