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
    address: str = ""
    """Where clients reach the node, HOST:PORT; "" for the address on which the node listens."""
    chat: str = "desktop-chat"
    """The name of the stream: several chats share the NATS servers."""
    authority: str = ""
    """A file with the certificate of the NATS servers' authority; "" for the system's authorities."""
    replicas: int = 3
    """Of everything that is written to the log."""

    @property
    def options(self) -> tuple[str, ...]:
        """The options of a command that name the same log."""
        options = (
            "--cluster", ",".join(self.servers), "--cluster-key", str(self.key_file), "--cluster-chat", self.chat,
            "--cluster-replicas", str(self.replicas),
        )  # fmt: skip
        return (*options, "--cluster-ca", self.authority) if self.authority else options
