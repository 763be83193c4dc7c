"""Where a file lies, and whose server that is."""

from __future__ import annotations

import pytest

from desktop_chat.client.file_address import FileAddress, Owner, owner_of, parse_file_address
from desktop_chat.irc.isupport import ISupport

OURS = ISupport({"desktop-chat/FILES": "1000", "soju.im/FILEHOST": "https://chat.example:6697/upload"})
CLUSTER = ISupport({"desktop-chat/FILES": "1000", "desktop-chat/NODES": "a.example:6697,[::1]:6698,x:y"})
BOUNCER = ISupport({"soju.im/FILEHOST": "https://files.example/upload"})


def test_address_is_taken_apart() -> None:
    assert parse_file_address("https://a.example/x?y=1#z") == FileAddress("a.example", 443, True, "/x?y=1")
    assert parse_file_address("http://[::1]:8080/f") == FileAddress("::1", 8080, False, "/f")


@pytest.mark.parametrize(
    "address",
    ["", "ftp://a/b", "https:///b", "https://me@a/b", "https://a:x/b", "https://ä/b", "https://a/b c", "https://[a/b"],
)
def test_unusable_address(address: str) -> None:
    assert parse_file_address(address) is None


@pytest.mark.parametrize(
    ("support", "address", "owner"),
    [
        (OURS, "https://chat.example:6697/files/x/y", Owner.OURS),
        (OURS, "https://10.0.0.5:6697/files/x/y", Owner.OURS),
        (OURS, "https://other.example/files/x/y", Owner.PERHAPS_OURS),
        (OURS, "https://other.example/pictures/y", Owner.FOREIGN),
        (CLUSTER, "https://a.example:6697/files/x/y", Owner.OURS),
        (CLUSTER, "https://[::1]:6698/pictures/y", Owner.OURS),
        (CLUSTER, "https://a.example:6698/pictures/y", Owner.FOREIGN),
        (BOUNCER, "https://files.example/abc.png", Owner.OURS),
        (BOUNCER, "https://10.0.0.5:6697/files/x/y", Owner.FOREIGN),
        (ISupport(), "https://10.0.0.5:6697/files/x/y", Owner.FOREIGN),
    ],
)
def test_owner_of_an_address(support: ISupport, address: str, owner: Owner) -> None:
    place = parse_file_address(address)
    assert place is not None
    assert owner_of(place, support, "10.0.0.5", 6697) is owner
