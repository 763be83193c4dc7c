"""A CodedText is its English and remembers of what it was made."""

from __future__ import annotations

import copy
import pickle
from dataclasses import asdict, dataclass

import pytest

from desktop_chat.texts import QT_TRANSLATE_NOOP, CodedText, count_places, translate, without_part

GREETING = QT_TRANSLATE_NOOP("TestText", "{0} greets {1}.")
PLAIN = QT_TRANSLATE_NOOP("TestText", "It is 100 % done.")
PLURAL = translate("TestText", "%n messages in {1}", "", 2).with_singular("%n message in {1}")


def test_text_is_english() -> None:
    assert GREETING("Ann", "Bo") == "Ann greets Bo."
    assert PLAIN == "It is 100 % done."
    assert f"[{GREETING('Ann', 'Bo')}]" == "[Ann greets Bo.]"


def test_text_remembers_template_and_arguments() -> None:
    text = GREETING("Ann", PLURAL(2, "#a"))
    assert (text.context, text.template) == ("TestText", "{0} greets {1}.")
    assert text.arguments == ("Ann", "2 messages in #a")
    inner = text.arguments[1]
    assert isinstance(inner, CodedText)
    assert inner.arguments == (2, "#a")


def test_error_keeps_text() -> None:
    text = str(ValueError(GREETING("Ann", "Bo")))
    assert isinstance(text, CodedText)
    assert text.arguments == ("Ann", "Bo")


def test_braces_in_arguments_are_kept() -> None:
    assert GREETING("{1}", "{x}") == "{1} greets {x}."


@pytest.mark.parametrize("arguments", [(), ("Ann",), ("Ann", "Bo", "Cy")])
def test_each_place_needs_an_argument(arguments: tuple[str, ...]) -> None:
    with pytest.raises(TypeError):
        GREETING(*arguments)


def test_plural_has_a_form_for_one() -> None:
    assert [PLURAL(count, "#a") for count in (0, 1, 2)] == [
        "0 messages in #a",
        "1 message in #a",
        "2 messages in #a",
    ]


@pytest.mark.parametrize(("comment", "count"), [("comment", 2), ("", 1)])
def test_wrong_declaration_of_a_plural_is_refused(comment: str, count: int) -> None:
    with pytest.raises(ValueError):
        translate("TestText", "%n messages", comment, count)


@pytest.mark.parametrize(("template", "count"), [("", 0), ("{0} {1} {0}", 2), ("%n", 1), ("%n of {1}", 2), ("50 %", 0)])
def test_places_are_counted(template: str, count: int) -> None:
    assert count_places(template) == count


@dataclass
class Holder:
    text: str


def test_copies_keep_the_text_whole() -> None:
    text = PLURAL(1, "#a")
    for other in (copy.deepcopy(text), pickle.loads(pickle.dumps(text)), asdict(Holder(text))["text"]):
        assert isinstance(other, CodedText)
        assert (other, other.singular, other.arguments) == (text, text.singular, text.arguments)


def test_part_is_removed_from_arguments_and_not_from_the_template() -> None:
    text = without_part(GREETING("/home/ann/chat.db", PLURAL(2, "/home/ann/x")), "/home/ann/")
    assert text == "chat.db greets 2 messages in x."
    assert isinstance(text, CodedText)
    assert without_part("greets /home", "/home") == "greets "
    assert without_part(GREETING("a", "b"), " greets ") == "a greets b."
    assert without_part(text, "") is text
