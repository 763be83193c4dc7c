"""The JSON of Slack, Mattermost and Rocket.Chat: a text, and simple attachments and blocks. Pure.

Spec: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
Spec: https://developers.mattermost.com/integrate/webhooks/incoming/
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.server.webhooks.fields import find_list, find_text, first_text
from desktop_chat.server.webhooks.markup import bold, from_markdown, one_line, with_link
from desktop_chat.server.webhooks.rich_text import rich_text_lines

MOST_ATTACHMENTS = 20
MOST_BLOCKS = 50
MOST_FIELDS = 20


def read_chat_payload(data: object) -> WebhookPost:
    """Return the post; without a text if there is nothing to say."""
    blocks = [line for block in find_list(data, "blocks")[:MOST_BLOCKS] for line in _block_lines(block)]
    text = from_markdown(find_text(data, "text"))
    lines = blocks or ([text] if text else [])
    for attachment in find_list(data, "attachments")[:MOST_ATTACHMENTS]:
        lines += _attachment_lines(attachment)
    picture = find_text(data, "icon_url")
    return WebhookPost(
        "\n".join(lines),
        name=one_line(find_text(data, "username"), 60),
        picture=picture if picture.startswith("https://") else "",
    )


def _attachment_lines(attachment: object) -> Iterator[str]:
    """Yield the lines of an attachment: introduction, title with link, text, fields, footer."""
    shown = [from_markdown(find_text(attachment, "pretext"))]
    author = one_line(find_text(attachment, "author_name"))
    title = bold(from_markdown(one_line(find_text(attachment, "title"))))
    shown.append(with_link(f"{author}: {title}" if author and title else author or title, _link_of(attachment)))
    shown.append(from_markdown(find_text(attachment, "text")))
    for field in find_list(attachment, "fields")[:MOST_FIELDS]:
        name = from_markdown(one_line(find_text(field, "title")))
        value = from_markdown(find_text(field, "value"))
        shown.append(f"{bold(name)}: {value}" if name and value else bold(name) or value)
    shown += [find_text(attachment, "image_url"), one_line(find_text(attachment, "footer"))]
    for block in find_list(attachment, "blocks")[:MOST_BLOCKS]:
        shown += _block_lines(block)
    kept = [line for line in shown if line]
    if not kept and (fallback := from_markdown(find_text(attachment, "fallback"))):
        kept = [fallback]
    yield from kept


def _link_of(attachment: object) -> str:
    return first_text(attachment, "title_link", "author_link")


def _block_lines(block: object) -> Iterator[str]:
    """Yield the lines of a block of Slack: header, section, Markdown, rich text, context, divider, image."""
    kind = find_text(block, "type")
    text = find_text(block, "text") if kind == "markdown" else find_text(block, "text", "text")
    if kind == "header":
        yield bold(one_line(text))
    elif text:
        yield from_markdown(text)
    for field in find_list(block, "fields")[:MOST_FIELDS]:
        if told := from_markdown(find_text(field, "text")):
            yield told
    if kind == "context":
        elements = [from_markdown(find_text(one, "text")) for one in find_list(block, "elements")[:MOST_FIELDS]]
        if told := " ".join(filter(None, elements)):
            yield told
    elif kind == "rich_text":
        yield from rich_text_lines(block)
    elif kind == "image" and (link := find_text(block, "image_url")):
        yield with_link(one_line(find_text(block, "alt_text")), link)
