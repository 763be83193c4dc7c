"""What the settings of a server mean for each of its parts."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.hub.people import entry_scope
from desktop_chat.net.addresses import ADDRESSES_KEY, ListenAddress, is_loopback, parse_address
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.net.media_types import FileKinds
from desktop_chat.net.own_host import has_ipv6, own_address_towards
from desktop_chat.server.connection_gate import GateLimits
from desktop_chat.server.daily_backup import DailyPlan
from desktop_chat.server.file_host.file_settings import FileSettings
from desktop_chat.server.http.site_settings import SiteSettings
from desktop_chat.server.io_limits import IoLimits
from desktop_chat.server.router_port import RouterState
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.texts import server as texts


def listen_addresses(config: ServerSettings) -> list[ListenAddress]:
    """Return the addresses to listen on. A computer without IPv6 leaves out `[::]` beside other addresses."""
    addresses = [parse_address(text) for text in config.list_value(ADDRESSES_KEY)]
    others = [address for address in addresses if address.host != "::"]
    return addresses if len(others) in (0, len(addresses)) or has_ipv6() else others


def io_limits(config: ServerSettings) -> IoLimits:
    """Return the limits of connections, for the I/O threads."""
    return IoLimits(
        enabled=bool(config["limits.enabled"]),
        burst=config.number_value("limits.burst"),
        per_second=config.number_value("limits.per_second"),
        outbox_bytes=config.number_value("limits.outbox_bytes"),
        plain=config.text_value("listen.plain"),
        plain_nearby=bool(config["gateways.plain_nearby"]),
        lobby=config.text_value("server.lobby"),
    )


def gate_limits(config: ServerSettings) -> GateLimits:
    """Return how many connections may come from one address."""
    if not config["limits.enabled"]:
        return GateLimits(0, 0)
    return GateLimits(
        per_address=config.number_value("limits.connections_per_address"),
        per_minute=config.number_value("limits.connections_per_minute"),
        proxies=(*config.trusted_proxies(), *config.listed_texts("gateways.proxies")),
    )


def site_settings(config: ServerSettings, fingerprint: KeyPin) -> SiteSettings:
    """Return the settings of the page for browsers."""
    return SiteSettings(
        name=config.text_value("server.name"),
        lobby=config.text_value("server.lobby"),
        fingerprint=fingerprint,
        websocket=bool(config["gateways.websocket"]),
        origins=tuple(text.lower() for text in config.listed_texts("gateways.origins")),
        proxies=config.listed_texts("gateways.proxies"),
    )


def file_settings(config: ServerSettings, listening: Iterable[ListenAddress]) -> FileSettings:
    """Return the settings of files. Links name an address of this computer if others can reach it."""
    alone = all(is_loopback(address.host) for address in listening)
    return FileSettings(
        kinds=FileKinds(config.text_value("files.kinds")),
        address=config.text_value("files.address"),
        own_host="" if alone else own_address_towards("192.0.2.1") or own_address_towards("2001:db8::1"),
    )


def backup_plan(config: ServerSettings) -> DailyPlan:
    """Return which daily backups are kept."""
    keep = config.number_value("backups.keep") if config["backups.daily"] else 0
    return DailyPlan(keep, config.text_value("server.name"))


def browser_scheme(config: ServerSettings) -> str:
    """Return the scheme of links for browsers near by, "" if browsers may not join."""
    if not config["gateways.websocket"]:
        return ""
    return "http" if config["gateways.plain_nearby"] else "https"


def wants_router_port(config: ServerSettings) -> bool:
    """Return whether the port is to be opened in the router: the host wants that, and people from outside may join."""
    return bool(config["listen.router"]) and config.text_value("access.scope") != entry_scope.NETWORK


def router_trouble(config: ServerSettings, state: RouterState) -> str:
    """Return why the internet cannot reach the chat although the host wants that, "" if it can or need not."""
    if config["listen.router"] and not wants_router_port(config):
        return texts.ROUTER_NETWORK_ONLY
    return state.trouble or ""
