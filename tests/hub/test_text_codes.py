"""Clients that ask for the codes of texts get them on refusals, notices and the last line."""

from __future__ import annotations

import json

from desktop_chat.irc.capabilities import TAG_TEXT
from desktop_chat.texts import net as net_texts
from desktop_chat.texts.codes import MAX_JSON_BYTES, encode_json
from tests.hub.harness import HubHarness, parse_lines


def codes(lines: list[str]) -> list[object]:
    return [json.loads(line.tags[TAG_TEXT]) for line in parse_lines(lines) if TAG_TEXT in line.tags]


def test_refusal_has_a_code_for_a_client_that_asked() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "desktop-chat/text message-tags")
    assert codes(harness.exchange(ann, "JOIN bad")) == [["NO_SUCH_CHANNEL"]]
    assert codes(harness.exchange(ann, "NS IDENTIFY")) == [["ORDER_USAGE", "IDENTIFY [account] password"]]


def test_client_that_did_not_ask_gets_no_code() -> None:
    harness = HubHarness()
    bob = harness.register("bob", "message-tags")
    assert codes(harness.exchange(bob, "JOIN bad", "NS IDENTIFY", "QUIT")) == []


def test_last_line_has_a_code() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "desktop-chat/text message-tags")
    assert codes(harness.exchange(ann, "QUIT :tea")) == [["LEFT_BECAUSE", "tea"]]


def test_label_and_code_stand_on_one_line() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "desktop-chat/text message-tags labeled-response batch")
    [line] = parse_lines(harness.exchange(ann, "@label=x JOIN bad"))
    assert (line.tags["label"], json.loads(line.tags[TAG_TEXT])) == ("x", ["NO_SUCH_CHANNEL"])


def test_long_data_are_left_out() -> None:
    assert encode_json(net_texts.NOT_AN_ADDRESS("x" * MAX_JSON_BYTES)) == ""
    assert encode_json("plain") == ""
