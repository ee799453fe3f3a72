"""A tiny valid dataset, to break one value at a time."""

import json
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from poles_cli.rules.columns import COLUMNS

PAIR = {"fr": "texte", "en": "text"}
SAID = {"confidence": "high", "sources": ["page"]}

TINY: dict[str, dict[str, Any]] = {
    "dataset.toml": {
        "id": "tiny",
        "title": PAIR,
        "date": "2026",
        "expected": {"poles": 1, "regions": 1, "concepts": 2, "editions": {"2012": 1}},
        "themes": [{"id": "idea", "title": PAIR}],
        "licences": [{**PAIR, "subject": "data", "id": "CC-BY-4.0"}],
    },
    "regions.toml": {
        "01": {
            "name": "Ardenne",
            "english_name": "Ardennes",
            "population": 10,
            "population_year": "2025",
            "mrc_count": 1,
            "municipality_count": 1,
            "main_city": "Bastogne",
            "label_lat": 50,
            "label_lon": 5.7,
        }
    },
    "sources.toml": {
        "page": {
            "title": "Page",
            "publisher": "Pôle",
            "url": "https://example.org/a",
            "kind": ["press"],
        }
    },
    "network.toml": {"names": [{"name": "Réseau", **SAID}]},
    "figures.toml": {
        "series": [{"id": "count", "title": PAIR, "comparable": False, "caution": PAIR}],
        "figures": [{"regions": ["00"], "series": "count", "scope": PAIR, "jobs": "~9000", **SAID}],
        "measures": [{"series": "count", "title": PAIR, "value": "2/3", "unit": "share", **SAID}],
    },
    "poles/ardenne.toml": {
        "kind": "regional",
        "status": "active",
        "editions": ["2012"],
        "regions": ["01"],
        "names": [{"name": "Pôle d'Ardenne", "current": True, "seen": ["2012"], **SAID}],
        "territory": [{"basis": PAIR, **SAID}],
        "contacts": {
            "email": {"value": "info@example.org", **SAID},
            "phone": {"value": "418 555-0100", **SAID},
            "postal_code": {"value": "G5L 1A1", **SAID},
        },
        "former_contacts": [{"field": "website", "value": "https://example.com", **SAID}],
        "history": {"text": PAIR, "sources": ["page"]},
    },
    "concepts/idee.toml": {
        "theme": "idea",
        "term": {"fr": "idée", "en": "idea"},
        "aliases": {"fr": ["notion"]},
        "explanation": PAIR,
        "related": ["mot"],
        **SAID,
    },
    "concepts/mot.toml": {
        "theme": "idea",
        "term": {"fr": "mot", "en": "word"},
        "explanation": PAIR,
        "related": ["idee"],
        **SAID,
    },
}


class Tiny:
    """The tiny dataset: `change` one value of a file, then `write` it to a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = json.loads(json.dumps(TINY))  # nothing shared

    def change(self, file: str, path: str, value: Any) -> "Tiny":
        """Put `value` at a dotted path (numbers are items, from 0); None removes it."""
        *above, last = path.split(".")
        table: Any = self.files[file]
        for name in above:
            table = table[int(name)] if isinstance(table, list) else table[name]
        if value is None:
            del table[last]
        elif isinstance(table, list):
            table[int(last)] = value
        else:
            table[last] = value
        return self

    def write(self) -> Path:
        """Write every file and return the folder."""
        for name, table in self.files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(tomli_w.dumps(table), encoding="utf-8")
        for name, columns in COLUMNS.items():
            path = self.root / f"territory/{name}.csv"
            path.parent.mkdir(exist_ok=True)
            path.write_text(",".join(columns) + "\n", encoding="utf-8")
        return self.root


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    """A tiny valid dataset."""
    return Tiny(tmp_path)
