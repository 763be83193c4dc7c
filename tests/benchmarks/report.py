"""What the runs gave, as a table, as JSON and as a picture."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from tests.benchmarks import peers
from tests.benchmarks.loads import CPU, KIB, LINES, MIB, MS, RATE, SECONDS, TIMES, Figure

_NUMBERS = {
    RATE: "{:,.0f}", LINES: "{:,.0f}", CPU: "{:.2f}", MS: "{:.2f}", SECONDS: "{:.2f}", KIB: "{:.1f}", MIB: "{:.0f}",
    TIMES: "{:.2f}",
}  # fmt: skip
_NOTHING = "–"
_COLOURS = {peers.OURS: "#2f6fdb", peers.NGIRCD: "#b9bec7", peers.INSPIRCD: "#8a919c"}
Row = tuple[int, str, str]
"""Load, name, unit."""


@dataclass(slots=True)
class Results:
    """All values of all rounds. `missing`: the servers that are not installed."""

    quick: bool
    rows: dict[Row, dict[str, list[float]]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def add(self, load: int, server: str, figure: Figure) -> None:
        row = self.rows.setdefault((load, figure.name, figure.unit), {})
        row.setdefault(server, []).append(figure.value)


def write(results: Results, folder: Path) -> None:
    """bench.md, bench.json and bench.svg."""
    (folder / "bench.md").write_text(table(results), "utf-8")
    rows = [
        {"load": load, "name": name, "unit": unit, "values": values}
        for (load, name, unit), values in results.rows.items()
    ]
    about = {"machine": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version()}
    figures = {"about": about, "quick": results.quick, "rows": rows}
    (folder / "bench.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    (folder / "bench.svg").write_text(picture(results), "utf-8")


def table(results: Results) -> str:
    """Medians, in brackets the lowest and the highest, and ours beside the best of the others."""
    servers = list(peers.ALL)
    lines = [f"| load | unit | {' | '.join(servers)} | better by |", "|---" * (len(servers) + 3) + "|"]
    for (load, name, unit), values in results.rows.items():
        cells = [_cell(unit, values.get(server, [])) for server in servers]
        ratio = better(unit, values)
        lines.append(f"| {load}. {name} | {unit} | {' | '.join(cells)} | {f'{ratio:.2f}' if ratio else _NOTHING} |")
    lines += [f"\n{server} is not installed here." for server in sorted(results.missing)]
    return "\n".join(lines) + "\n"


def better(unit: str, values: Mapping[str, list[float]]) -> float:
    """How many times ours is as good as the best of the others; 0.0 where there is nothing to compare."""
    medians = {server: statistics.median(found) for server, found in values.items()}
    ours = medians.pop(peers.OURS, 0.0)
    if not ours or not medians:
        return 0.0
    return ours / max(medians.values()) if unit in (RATE, LINES) else min(medians.values()) / ours


def _cell(unit: str, found: list[float]) -> str:
    if not found:
        return _NOTHING
    middle, low, high = (_NUMBERS[unit].format(value) for value in (statistics.median(found), min(found), max(found)))
    return f"{middle} ({low} to {high})" if len(found) > 1 else middle


def picture(results: Results) -> str:
    """A bar for each server and row; in each row the longest is the largest value."""
    parts: list[str] = []
    top = 30
    for (load, name, unit), values in results.rows.items():
        if len(values) < 2 or unit == CPU:
            continue
        parts.append(f'<text x="10" y="{top}" font-weight="bold">{escape(f"{load}. {name}, {unit}")}</text>')
        most = max(statistics.median(found) for found in values.values()) or 1.0
        for server, found in values.items():
            middle = statistics.median(found)
            top += 18
            parts.append(
                f'<text x="10" y="{top}">{server}</text>'
                f'<rect x="110" y="{top - 11}" width="{max(1, middle / most * 520):.0f}" height="13"'
                f' fill="{_COLOURS[server]}"/>'
                f'<text x="640" y="{top}">{_NUMBERS[unit].format(middle)}</text>'
            )
        top += 30
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="740" height="{top}" font-family="sans-serif"'
    head += ' font-size="13">'
    return "\n".join([head, '<rect width="100%" height="100%" fill="white"/>', *parts, "</svg>"]) + "\n"
