"""Names of files: as clients send them, and as browsers get them."""

from __future__ import annotations

import pytest

from desktop_chat.net.content_disposition import (
    NAME_BYTES,
    clean_file_name,
    format_disposition,
    parse_file_name,
)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="cat.png"', "cat.png"), ("attachment; filename=cat.png", "cat.png"),
        ("attachment; filename=\"x\"; filename*=UTF-8''K%C3%A4tzchen.png", "Kätzchen.png"),
        ('form-data; filename="a \\"b\\".txt"', "a _b_.txt"),
        ('x; filename="' + "Kätzchen.png".encode().decode("latin-1") + '"', "Kätzchen.png"),
        ("attachment", "file"), ("", "file"), ('x; filename=""', "file"),
    ],
)  # fmt: skip
def test_name_is_read(header: str, name: str) -> None:
    assert parse_file_name(header) == name


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("/etc/passwd", "passwd"), ("..\\..\\boot.ini", "boot.ini"), ("..", "file"), ("a\r\nb", "ab"), (" . ", "file"),
        ("photo\u202egpj.exe", "photogpj.exe"), ("a:b?.txt", "a_b_.txt"), ("фото.jpg", "фото.jpg"),
    ],
)  # fmt: skip
def test_name_is_harmless(name: str, cleaned: str) -> None:
    assert clean_file_name(name) == cleaned


def test_long_name_keeps_its_ending() -> None:
    name = clean_file_name("ж" * 300 + ".jpeg")
    assert name.endswith(".jpeg")
    assert len(name.encode()) <= NAME_BYTES
    assert len(clean_file_name("x" * 400).encode()) <= NAME_BYTES


def test_browser_gets_both_forms() -> None:
    shown = format_disposition('Кот "1".png', inline=True)
    assert shown == "inline; filename=\"___ _1_.png\"; filename*=UTF-8''%D0%9A%D0%BE%D1%82%20%221%22.png"
    assert format_disposition("a.txt", inline=False).startswith('attachment; filename="a.txt"')
