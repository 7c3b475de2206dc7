"""The table of the README, from what `make bench` wrote last."""

import json
from pathlib import Path

from tests.benchmarks.row import Row, Spread

MEASURED = Path(__file__).parents[2] / "docs" / "benchmarks.json"


def measured_table(report: str) -> str:
    """Every row of a report, as Markdown."""
    lines = ["| what | measured | must be |", "|---|---|---|"]
    for told in json.loads(report)["rows"]:
        found = Spread(**told.pop("found"))
        row = Row(found=found, **{name: value for name, value in told.items() if name != "reached"})
        missed = "" if row.is_reached else " **missed**"
        lines.append(f"| {row.name} | {row.found} {row.unit}{missed} | {row.target} |".replace("  ", " "))
    return "\n".join(lines)
