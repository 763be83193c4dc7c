"""What people type becomes formatting, and comes back for an edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.markup import decode_markup, encode_markup, is_same_text
from desktop_chat.irc.formatting import split_styles, strip_formatting
from tests.steps import steps


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("**bold** *it* _it_ ~~no~~", "\x02bold\x02 \x1dit\x1d \x1dit\x1d \x1eno\x1e"),
        ("`x_y_z` and ``a`b``", "\x11x_y_z\x11 and \x11a`b\x11"),
        ("***both***", "\x02\x1dboth\x1d\x02"),
        ("**a *b* c**", "\x02a \x1db\x1d c\x02"),
        ("(**yes**), *no*.", "(\x02yes\x02), \x1dno\x1d."),
        ("**foot**note foot**note**", "\x02foot\x02note foot\x02note\x02"),
        ("这是**粗体**文字 *중요*합니다", "这是\x02粗体\x02文字 \x1d중요\x1d합니다"),
        ("he ||dies||", "he \x0301,01dies\x03"),
        ("||a\nb||", "\x0301,01a\x03\n\x0301,01b\x03"),
        ("||a||, ||b||.", "\x0301,01a\x03, \x0301,01b\x03."),
        ("> *q*\n> w", "> \x1dq\x1d\n> w"),
        ("```py\nx = *1*\n\ny\n```", "```py\n\x11x = *1*\x11\n\n\x11y\x11\n```"),
        ("```one\ntwo```", "```\n\x11one\x11\n\x11two\x11\n```"),
        ("```x = 1```", "\x11x = 1\x11"),
        ("*a ~~b*", "\x1da ~~b\x1d"),
        ("see https://a.org/_x_ *now*", "see https://a.org/_x_ \x1dnow\x1d"),
    ],
)
def test_signs_become_codes(typed: str, sent: str) -> None:
    assert encode_markup(typed) == sent


@pytest.mark.parametrize(
    "typed",
    [
        "2*3*4", "2**3**4", "snake_case_name", "__init__.py", ":-* :*", "a || b || c", "a||b||c", "f(*args, **kwargs)",
        "*.py and *.js", "*/5 * * * *", "* one\n* two", "** no **", "5 * 3 * 2", "``", "`` ` ", "~/a ~/b", "****",
        r"¯\_(ツ)_/¯", r"C:\_new", r"\\server\share", r"a\*b", "```\nno end", ">>> print(1)", "\x0304red\x03", "",
    ],
)  # fmt: skip
def test_words_that_merely_contain_signs_stay(typed: str) -> None:
    assert encode_markup(typed) == typed


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        (r"\*x\*", "*x*"),
        (r"\**x\**", "**x**"),
        (r"*x\*", "*x*"),
        (r"\`x\`", "`x`"),
        (r"\||x||", "||x||"),
        (r"\_x_ and \~~y~~", "_x_ and ~~y~~"),
        ("\\> no quote\n\\```", "\x02\x02> no quote\n\x02\x02```"),
    ],
)
def test_backslash_sends_the_sign_itself(typed: str, sent: str) -> None:
    assert encode_markup(typed) == sent
    assert encode_markup(decode_markup(sent)) == sent


def test_names_of_people_stay() -> None:
    assert encode_markup("_ann_: _hi_ bob`", {"_ann_", "bob`"}.__contains__) == "_ann_: \x1dhi\x1d bob`"
    assert decode_markup("_ann_: \x1dhi\x1d", {"_ann_"}.__contains__) == "_ann_: *hi*"


def test_digit_behind_a_spoiler_is_no_colour() -> None:
    sent = encode_markup("||no||，||a||`1`")
    assert strip_formatting(sent) == "no，a1"


@pytest.mark.parametrize(
    "typed",
    ["**b** *i* ~~s~~ `c` ||sp||", "***x*** y", "> a\n> *b*\nc", "```py\nx = 1\n\ny\n```\nend", "a\n||b||\n`` a`b ``",
     "**foo**bar *foo*bar", "plain", r"2*3*4 \*no\*", "**x *y* z**"],
)  # fmt: skip
def test_edit_begins_with_what_was_typed(typed: str) -> None:
    assert encode_markup(decode_markup(encode_markup(typed))) == encode_markup(typed)
    assert strip_formatting(decode_markup(encode_markup(typed))) == decode_markup(encode_markup(typed))


@pytest.mark.parametrize("sent", ["\x0304red\x03", "\x1funder\x1f", "\x16reverse\x16", "\x02 bold\x02"])
def test_codes_without_markup_stay_in_an_edit(sent: str) -> None:
    assert decode_markup(sent) == sent


_SIGNS = st.text("ab1 *_~|`\\>.\n中", max_size=30)


@given(_SIGNS)
def test_encoded_text_loses_nothing_but_signs(typed: str) -> None:
    sent = encode_markup(typed)
    assert [c for c in strip_formatting(sent) if c in "ab1.中"] == [c for c in typed if c in "ab1.中"]


@given(st.text("ab1 *_~|`\\>.\n中\x02\x1d\x1e\x11", max_size=30))
def test_unchanged_edit_changes_nothing(sent: str) -> None:
    """What cannot be written as markup is edited with its codes; codes that enclose signs may not survive that."""
    markup = decode_markup(sent)
    assert markup == sent or is_same_text(encode_markup(markup), sent)


def test_texts_that_look_the_same_are_the_same() -> None:
    assert is_same_text("\x031,1a\x03", "\x031,1a\x0f")
    assert not is_same_text("a", "\x02a\x02")
    assert not is_same_text("> a", "\x02\x02> a")
    assert split_styles("> a") == split_styles("\x02\x02> a")


@pytest.mark.parametrize("part", ["*a ", "**a** ", "`", "` ", "```\n", "||a\n", "\\*", "_a_b ", "www.a.b/*x* ", "*a*b"])
def test_work_grows_with_the_length_only(part: str) -> None:
    once = steps(lambda: encode_markup(part * 500))
    assert steps(lambda: encode_markup(part * 2_000)) < 6 * once
