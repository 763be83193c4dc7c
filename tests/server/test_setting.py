"""Each type of setting takes its own values only, and says in a sentence what is wrong with others."""

from __future__ import annotations

import pytest

from desktop_chat.server.errors import StartError
from desktop_chat.server.setting import (
    MAX_TEXT_BYTES,
    ChoiceSetting,
    FlagSetting,
    ListSetting,
    NumberSetting,
    ParagraphSetting,
    PasswordSetting,
    Setting,
    TextSetting,
    Value,
    check_address,
    check_optional_address,
)

TEXT = TextSetting("a.text", "", "Text")
PARAGRAPH = ParagraphSetting("a.paragraph", "", "Paragraph")
PASSWORD = PasswordSetting("a.password", "", "Password")
PLACE = TextSetting("a.place", "", "Place", check=check_optional_address)
NUMBER = NumberSetting("a.number", 5, "Number", minimum=2, maximum=9)
FLAG = FlagSetting("a.flag", True, "Flag")
CHOICE = ChoiceSetting("a.choice", "red", "Choice", choices={"red": "Red", "blue": "Blue"})
LIST = ListSetting("a.list", ("h:1",), "List", check=check_address)


@pytest.mark.parametrize(
    ("setting", "typed", "value"),
    [
        (TEXT, " tea ", "tea"),
        (PASSWORD, "", ""),
        (PARAGRAPH, "a\nb", "a\nb"),
        (PLACE, "", ""),
        (PLACE, "[::1]:7", "[::1]:7"),
        (NUMBER, " 7 ", 7),
        (FLAG, "ON", True),
        (FLAG, "0", False),
        (CHOICE, "blue", "blue"),
        (LIST, "127.0.0.1:1, , [::1]:2", ("127.0.0.1:1", "[::1]:2")),
    ],
)
def test_typed_text_becomes_a_value(setting: Setting, typed: str, value: Value) -> None:
    assert setting.parse_text(typed) == value
    assert setting.check_value(value) == value


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        (TEXT, 5, "is a text, not 5"),
        (TEXT, "a\nb", "is one line"),
        (PASSWORD, "a\nb", "is one line"),
        (TEXT, "x" * (MAX_TEXT_BYTES + 1), "is too long or contains invalid characters"),
        (PARAGRAPH, "a\rb", "is too long or contains invalid characters"),
        (PLACE, "a b:1", "a.place: "),
        (NUMBER, True, "is a whole number"),
        (NUMBER, 1, "is a number from 2 to 9, not 1"),
        (NUMBER, 10, "is a number from 2 to 9, not 10"),
        (FLAG, 1, "is true or false"),
        (CHOICE, "green", "is one of red, blue, not 'green'"),
        (CHOICE, None, "is a text"),
        (LIST, [], "a list that is not empty"),
        (LIST, "h:1", "a list that is not empty"),
        (LIST, [5], "a.list: "),
    ],
)
def test_other_values_are_refused(setting: Setting, value: object, words: str) -> None:
    with pytest.raises(StartError) as refusal:
        setting.check_value(value)
    assert words in str(refusal.value)
    assert "a." in str(refusal.value)


@pytest.mark.parametrize(
    ("setting", "typed", "words"), [(NUMBER, "many", "a whole number, not 'many'"), (FLAG, "so so", "true or false")]
)
def test_typed_text_of_another_type_is_refused(setting: Setting, typed: str, words: str) -> None:
    with pytest.raises(StartError, match=words):
        setting.parse_text(typed)


def test_the_range_is_said_in_words() -> None:
    assert NUMBER.range_text() == "number, 2 to 9"
    assert NumberSetting("a.b", 1, "B", minimum=1000).range_text() == "number, 1,000 or more"
    assert CHOICE.range_text() == "one of red, blue"
    assert (TEXT.range_text(), FLAG.range_text(), LIST.range_text()) == ("text", "true or false", "list")
