"""What Slack and Mattermost take: text, name, icon, attachments, blocks."""

from __future__ import annotations

import pytest

from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.server.webhooks.chat_payload import read_chat_payload


def test_text_name_and_picture() -> None:
    data = {"text": "It *works*", "username": "CI", "icon_url": "https://example.org/ci.png", "channel": "#other"}
    assert read_chat_payload(data) == WebhookPost("It \x02works\x02", "CI", "https://example.org/ci.png")


def test_a_picture_that_is_no_https_address_is_left_out() -> None:
    assert read_chat_payload({"text": "x", "icon_url": "http://example.org/ci.png"}).picture == ""


def test_attachments_are_lines() -> None:
    attachment = {
        "fallback": "not shown",
        "color": "#36a64f",
        "pretext": "New ticket",
        "author_name": "Ann",
        "title": "Soup is cold",
        "title_link": "https://example.org/1",
        "text": "Please <https://example.org/help|help>",
        "fields": [{"title": "Priority", "value": "High", "short": True}, {"value": "alone"}, "damaged"],
        "footer": "Kitchen",
        "image_url": "https://example.org/soup.png",
    }
    assert read_chat_payload({"text": "Hello", "attachments": [attachment]}).text.split("\n") == [
        "Hello",
        "New ticket",
        "Ann: \x02Soup is cold\x02 https://example.org/1",
        "Please help (https://example.org/help)",
        "\x02Priority\x02: High",
        "alone",
        "https://example.org/soup.png",
        "Kitchen",
    ]


def test_the_fallback_is_shown_where_there_is_nothing_else() -> None:
    assert read_chat_payload({"attachments": [{"fallback": "Build *failed*"}]}).text == "Build \x02failed\x02"


def test_blocks_replace_the_text() -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "Deployed"}},
        {"type": "divider"},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "to *production*"},
            "fields": [{"type": "mrkdwn", "text": "by ann"}],
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "took"}, {"type": "mrkdwn", "text": "3 min"}]},
        {"type": "markdown", "text": "**all** well"},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}]},
        {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A chart"},
    ]
    assert read_chat_payload({"text": "for notifications", "blocks": blocks}).text.split("\n") == [
        "\x02Deployed\x02",
        "to \x02production\x02",
        "by ann",
        "took 3 min",
        "\x02all\x02 well",
        "x",
        "A chart https://example.org/a.png",
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": ""},
        {"text": None},
        {"text": {"a": 1}},
        {"attachments": "x"},
        {"attachments": [None, {}]},
        {"blocks": [5]},
    ],
)
def test_what_says_nothing_has_no_text(data: object) -> None:
    assert read_chat_payload(data).text == ""


def test_the_number_of_parts_is_limited() -> None:
    data = {"attachments": [{"text": "x", "fields": [{"value": "y"}] * 1000}] * 1000}
    assert len(read_chat_payload(data).text.split("\n")) == 20 * (1 + 20)
