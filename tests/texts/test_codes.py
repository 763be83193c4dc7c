"""A text with a code comes out of a process and into another one as it was."""

from __future__ import annotations

import importlib
import json
import pkgutil

import pytest

from desktop_chat import texts
from desktop_chat.texts import QT_TRANSLATE_NOOP, CodedText
from desktop_chat.texts import net as net_texts
from desktop_chat.texts.codes import MAX_DEPTH, MODULES, Coded, decode_text, encode_text, texts_by_code

TEXT = net_texts.PORT_OUT_OF_RANGE("host:0", 1)


def declared_texts(module: str) -> dict[str, CodedText]:
    found = vars(importlib.import_module(f"desktop_chat.texts.{module}"))
    return {name: text for name, text in found.items() if isinstance(text, CodedText)}


def test_every_module_that_travels_is_known() -> None:
    modules = {module.name for module in pkgutil.iter_modules(texts.__path__)}
    assert modules - {"client", "codes"} == set(MODULES)


def test_codes_and_templates_are_unique() -> None:
    codes = [name for module in MODULES for name in declared_texts(module)]
    assert len(set(codes)) == len(codes)
    declared = [(text.context, text.template) for text in texts_by_code().values()]
    assert len(set(declared)) == len(declared)


def test_each_text_travels_as_json() -> None:
    for text in (*texts_by_code().values(), TEXT):
        if not text.arguments and text.count_places():
            text = text(*range(text.count_places()))
        received = decode_text(json.loads(json.dumps(encode_text(text))), "?")
        assert isinstance(received, CodedText)
        assert (received, received.context, received.template) == (text, text.context, text.template)
        assert received.arguments == text.arguments


def test_text_within_a_text_travels() -> None:
    text = net_texts.PORT_OUT_OF_RANGE(TEXT, 0)
    received = decode_text(encode_text(text), "?")
    assert isinstance(received, CodedText)
    inner = received.arguments[0]
    assert isinstance(inner, CodedText)
    assert inner.template == TEXT.template


def test_text_without_a_code_has_none() -> None:
    assert encode_text("plain") is None
    assert encode_text(QT_TRANSLATE_NOOP("TestText", "unknown")) is None


def test_argument_without_a_code_is_its_english() -> None:
    inner = QT_TRANSLATE_NOOP("TestText", "unknown {0}")("one")
    assert encode_text(net_texts.NOT_AN_ADDRESS(inner)) == ["NOT_AN_ADDRESS", "unknown one"]


def nested(depth: int) -> Coded:
    return ["NOT_AN_ADDRESS", nested(depth - 1) if depth > 1 else "x"]


@pytest.mark.parametrize(
    "data",
    [
        None,
        "NOT_AN_ADDRESS",
        [],
        [1],
        ["NO_SUCH_CODE", "x"],
        ["NOT_AN_ADDRESS"],
        ["NOT_AN_ADDRESS", "a", "b"],
        ["NOT_AN_ADDRESS", None],
        ["NOT_AN_ADDRESS", {}],
        ["NOT_AN_ADDRESS", 1.5],
        ["NOT_AN_ADDRESS", ["NO_SUCH_CODE"]],
        nested(MAX_DEPTH + 1),
    ],
)
def test_english_is_shown_for_what_is_not_understood(data: object) -> None:
    assert decode_text(data, "the English") == "the English"


def test_depth_is_allowed_up_to_the_limit() -> None:
    assert isinstance(decode_text(nested(MAX_DEPTH), "?"), CodedText)
