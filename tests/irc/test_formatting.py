from __future__ import annotations

from dataclasses import fields
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.formatting import (
    Span,
    conceal_spoilers,
    find_channel_names,
    find_links,
    one_line_preview,
    revised,
    split_styles,
    strip_formatting,
)

_coded = st.text("ab 0129,\x02\x03\x04\x0f\x11\x16\x1d\x1e\x1f\x07\n\tFя")


def test_plain_text_is_one_span() -> None:
    assert split_styles("hello") == (Span("hello"),)
    assert split_styles("") == split_styles("\x02\x0f") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x02b\x02c", (Span("a"), Span("b", bold=True), Span("c"))),
        ("\x1di\x1fu\x0fn", (Span("i", italic=True), Span("u", italic=True, underline=True), Span("n"))),
        ("\x1es\x1e\x11m", (Span("s", strike=True), Span("m", monospace=True))),
        ("\x16r", (Span("r", reverse=True),)),
        ("\x034,12x\x03y", (Span("x", foreground=4, background=12), Span("y"))),
        ("\x0304x\x0305y", (Span("x", foreground=4), Span("y", foreground=5))),
        ("\x034,x", (Span(",x", foreground=4),)),
        ("\x03123", (Span("3", foreground=12),)),
        ("\x034,5a\x036b", (Span("a", foreground=4, background=5), Span("b", foreground=6, background=5))),
        ("\x034,5a\x0399,99b", (Span("a", foreground=4, background=5), Span("b"))),
        ("\x04ff8800x\x04y", (Span("x", foreground="ff8800"), Span("y"))),
        ("\x04ff8800,000000x", (Span("x", foreground="ff8800", background="000000"),)),
        ("\x04ff88x", (Span("ff88x"),)),
        ("\x03\u0663x", (Span("\u0663x"),)),
        ("a\x02\x02b", (Span("ab"),)),
        ("a\x07b\x00", (Span("ab"),)),
    ],
)
def test_formatting_codes_become_spans(text: str, expected: tuple[Span, ...]) -> None:
    assert split_styles(text) == expected


@given(_coded)
def test_spans_hold_the_plain_text_and_are_as_few_as_can_be(text: str) -> None:
    found = split_styles(text)
    assert "".join(span.text for span in found) == strip_formatting(text)
    assert all(span.text for span in found)
    looks = [tuple(getattr(span, one.name) for one in fields(Span)[1:]) for span in found]
    assert all(one != other for one, other in pairwise(looks))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.com/a?b=c#d.", ["https://example.com/a?b=c#d"]),
        ("(https://en.example.org/wiki/A_(b))", ["https://en.example.org/wiki/A_(b)"]),
        ('<https://example.com>, "http://b.c"', ["https://example.com", "http://b.c"]),
        ("www.example.com!", ["https://www.example.com"]),
        ("irc://host/room ircs://[::1]:6697/x", ["irc://host/room", "ircs://[::1]:6697/x"]),
        ("mailto:ann@example.com", ["mailto:ann@example.com"]),
        ("HTTP://EXAMPLE.COM", ["HTTP://EXAMPLE.COM"]),
        ("https://пример.рф/путь и", ["https://пример.рф/путь"]),
        ("https:// www. www... mailto: mailto:@ javascript:alert(1) file:///etc xhttp://a ann@example.com", []),
        ("", []),
    ],
)
def test_links_are_found(text: str, found: list[str]) -> None:
    assert [address for _, _, address in find_links(text)] == found
    for start, end, address in find_links(text):
        assert address.endswith(text[start:end])


@given(st.text("http:/w.() ]['a@mailto"))
def test_links_never_overlap(text: str) -> None:
    end_before = 0
    for start, end, _ in find_links(text):
        assert end_before <= start < end <= len(text)
        end_before = end


@pytest.mark.parametrize("text", ["http://" + ")" * 200_000, "mailto:" * 30_000, "www." * 50_000, "http://" * 30_000])
def test_texts_made_to_be_slow_are_not(text: str) -> None:
    assert len(find_links(text)) < 200


def test_the_beginning_of_a_text_in_one_line() -> None:
    assert one_line_preview("\x02come\x02 and\n  see", 20) == "come and see"
    assert one_line_preview("x" * 20, 20) == "x" * 20
    assert one_line_preview("x" * 21, 20) == "x" * 20 + "…"
    assert one_line_preview("x" * 1_000_000, 20) == "x" * 20 + "…"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("\x02bold\x02 rest", "bold rest", "\x02bold\x02 rest"),
        ("\x02bold\x02 rest", "fat rest", "\x02fat\x02 rest"),
        ("\x02bold\x02 rest", "bold rest and more", "\x02bold\x02 rest and more"),
        ("\x0304red\x03 rest", "", "\x0304\x03"),
        ("\x0304red\x03 rest", "ted rest", "\x0304ted\x03 rest"),
        ("\x034red\x03 rest", "5ed rest", "\x034\x02\x025ed\x02\x02\x03 rest"),
        ("", "new", "new"),
        ("a  b", "a b", "a b"),
        ("\x01a\x1db", "ab", "\x01a\x1db"),
        ("aaa", "aa", "aa"),
    ],
)
def test_unchanged_part_keeps_its_codes(text: str, words: str, expected: str) -> None:
    made = revised(text, words)
    assert strip_formatting(made) == words
    assert made.replace("\x02\x02", "") == expected.replace("\x02\x02", "")


@given(st.text(alphabet="ab1,\x02\x03\x0f\x1d\x04f\x01 ", max_size=20), st.text(alphabet="ab1,f ", max_size=12))
def test_revised_text_reads_as_requested(text: str, words: str) -> None:
    assert strip_formatting(revised(text, words)) == words
    assert revised(text, strip_formatting(text)) == text


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("“https://a.org/x” and ‘https://b.org’", ["https://a.org/x", "https://b.org"]),
        ("«https://a.org» „https://b.org“", ["https://a.org", "https://b.org"]),
        ("（https://a.org/x）后面", ["https://a.org/x"]),
        ("https://a.org。后面", ["https://a.org"]),
        ("https://a.org、https://b.org！", ["https://a.org", "https://b.org"]),
        ("「https://a.org」と", ["https://a.org"]),
        ("https://ja.example.org/東京（曖昧）です", ["https://ja.example.org/東京（曖昧）です"]),
        ("https://a.org…", ["https://a.org"]),
    ],
)
def test_quotes_and_full_width_marks_belong_to_no_address(text: str, addresses: list[str]) -> None:
    assert [url for _, _, url in find_links(text)] == addresses


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("he \x0301,01dies\x03 at last", "he ••• at last"),
        ("\x04ff0000,ff0000red\x04", "•••"),
        ("\x031,1a\x02b\x02c\x03 d", "••• d"),
        ("\x0304,01no\x03 spoiler", "no spoiler"),
        ("\x02bold\x02", "bold"),
    ],
)
def test_spoilers_are_concealed_in_previews(text: str, shown: str) -> None:
    assert conceal_spoilers(text) == shown
    assert one_line_preview(text, 50) == shown


def test_preview_of_code_has_no_fences() -> None:
    assert one_line_preview("see\n```py\n\x11x = 1\x11\n```\nok", 50) == "see x = 1 ok"
    assert one_line_preview("```", 50) == "```"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("go to #tea, please", ["#tea"]),
        ("(#tea) and ##linux!", ["#tea", "##linux"]),
        ("#чай. #tea-party's", ["#чай", "#tea-party"]),
        ("issue #12, C#, a#b, #ff00a7, https://x.example/#tea", []),
        ("# heading, ### three", []),
    ],
)
def test_names_of_channels_are_found(text: str, names: list[str]) -> None:
    found = find_channel_names(text)
    assert [name for _, _, name in found] == names
    assert all(text[start:end] == name for start, end, name in found)
