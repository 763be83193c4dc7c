"""BatchIds: the references of the batches that the server opens. Pure."""

from __future__ import annotations


class BatchIds:
    """References of batches, none of which comes twice."""

    __slots__ = ("_count",)

    def __init__(self) -> None:
        self._count = 0

    def next_id(self) -> str:
        """Return a reference that no batch has had."""
        self._count += 1
        return f"b{self._count}"
