"""Markup of other programs becomes IRC's, and nothing of theirs gets into the wire."""

from __future__ import annotations

import pytest

from desktop_chat.server.webhooks.markup import LONGEST_TEXT, bold, clean_text, from_markdown, one_line, with_link


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*bold* and _it_ and ~gone~", "\x02bold\x02 and \x1dit\x1d and \x1egone\x1e"),
        ("**bold** snake_case_name 2*3*4", "\x02bold\x02 snake_case_name 2*3*4"),
        ("<https://a.example/x|the page> <https://b.example>", "the page (https://a.example/x) https://b.example"),
        ("[the page](https://a.example/x_y_z)", "the page (https://a.example/x_y_z)"),
        ("<!here> <@U1|ann> <#C1|dev> &lt;b&gt; &amp;amp;", "@here ann dev <b> &amp;"),
        ("`*code* &lt;` ```_more_```", "`*code* <` ```_more_```"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("https://a.example/_x_/*y*", "https://a.example/_x_/*y*"),
    ],
)
def test_markup_is_shown_as_irc_shows_it(text: str, shown: str) -> None:
    assert from_markdown(text) == shown


def test_control_characters_go_and_lines_stay() -> None:
    assert clean_text("\r\none\x00\x02\x07\r\ntwo\u2028three\ud800\t.\n\n") == "one\ntwo\nthree    ."
    assert clean_text("семья 👨‍👩‍👧") == "семья 👨‍👩‍👧"


def test_one_line_is_cut() -> None:
    assert one_line(" a\n b ") == "a b"
    assert one_line("a" * 300) == "a" * 199 + "…"


def test_only_web_links_follow_a_text() -> None:
    assert with_link("t", "https://x.example/ y") == "t https://x.example/ y"
    assert with_link("t", "javascript:x") == with_link("t", "") == "t"
    assert (bold("x"), bold("")) == ("\x02x\x02", "")


def test_a_text_beyond_all_measure_is_cut_before_its_markup_is_read() -> None:
    assert from_markdown("*a " * LONGEST_TEXT) == ("*a " * LONGEST_TEXT)[:LONGEST_TEXT].rstrip()
