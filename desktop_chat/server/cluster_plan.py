"""ClusterPlan: how a node reaches the log of its cluster."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.value_class import value


@value
class ClusterPlan:
    """The options of `serve --cluster`."""

    servers: tuple[str, ...]
    """The addresses of the NATS servers, such as `nats://chat-a.example:4222`."""
    key_file: Path
    """The file with the key that all nodes have."""
    name: str = ""
    """Of the node; "" for the computer's name with the port."""
    chat: str = "desktop-chat"
    """The name of the stream: several chats share the NATS servers."""
    authority: str = ""
    """A file with the certificate of the NATS servers' authority; "" for the system's authorities."""
    replicas: int = 3
    """Of everything that is written to the log."""
