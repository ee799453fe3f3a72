"""Build the page from records: one HTML file, whose policy blocks everything else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from poles_cli.base.folders import packaged
from poles_cli.base.i18n import LANGUAGES
from poles_cli.base.text import one_line
from poles_cli.base.version import __version__
from poles_cli.directory.directory import Directory
from poles_cli.directory.figures import every_figure
from poles_cli.output.cards.about import citation
from poles_cli.output.formats.jsonld import CONTEXT, organizations
from poles_cli.output.page.answers import ANSWERS
from poles_cli.output.page.blocks import link, web
from poles_cli.output.page.drawing import at, drawing
from poles_cli.output.page.places import places
from poles_cli.output.page.voice import Voice
from poles_cli.records.bibliography import cited
from poles_cli.records.model import Record, Source
from poles_cli.rules.dates import is_calendar
from poles_cli.rules.vocabularies import CONFIDENCE, PLACE_KINDS

_SCRIPTS = ("places.js", "reader.js", "finder.js", "page.js")
ICON = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E"
    "%3Ccircle%20cx='8'%20cy='8'%20r='7'%20fill='%230c6253'/%3E"
    "%3Ccircle%20cx='8'%20cy='8'%20r='2.6'%20fill='white'/%3E"
    "%3C/svg%3E"
)


def build(directory: Directory) -> str:
    """Return the page: the whole directory in both languages, as the text of one HTML file.

    The same directory gives the same text. Raises `PolesError` (bad dataset) for files that cannot
    be read.
    """
    sources = in_order_of_citation(directory)
    numbers = {source.id: number for number, source in enumerate(sources, 1)}
    voices = [Voice(directory, language, numbers) for language in LANGUAGES]
    regions = list(_regions(directory))
    style = _asset("page.css")
    code = re.sub(r"(?m)^\s*(//.*\n)?", "", "\n".join(map(_asset, _SCRIPTS)))  # without comments
    script = f'"use strict";\n(() => {{\n{code}}})();\n'
    page = (
        _environment()
        .get_template("page.html.j2")
        .render(
            voices=voices,
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
            icon=ICON,
            data=Markup(_json(_data(directory, voices))),
            citation=citation(directory.info),
            linked=Markup(_json(_linked(directory))),
            version=__version__,
            info=directory.info,
            regions=regions,
            by_code={row["region"].code: row for row in regions},
            active=[pole for pole in directory.poles if pole.status == "active"],
            elsewhere=[p for p in directory.poles if p.status == "active" and not p.regions],
            former=[pole for pole in directory.poles if pole.status != "active"],
            themes=list(_themes(directory)),
            concepts={concept.slug: concept for concept in directory.concepts},
            series=_series(directory),
            drawing=drawing(directory),
            at=at,
            sources=sources,
            link=lambda address, text: link(web(address), text),
        )
    )
    # Shorten the page: attributes are in double quotes, and </li> may be left out.
    return re.sub("</(?:li|td|tr|dt|dd)>", "", page.replace("&#39;", "'"))


def in_order_of_citation(directory: Directory) -> list[Source]:
    """Return the bibliography in the order of the page's citations, the rest at the end."""
    records: list[Any] = [pole.record for pole in directory.poles]
    records += [concept.record for concept in directory.concepts]
    records += [[figure.record for figure in directory.figures], directory.measures]
    ids = dict.fromkeys(cited([directory.guide, *records, directory.network]))
    by_id = {source.id: source for source in directory.sources}
    return [by_id[id_] for id_ in ids] + [s for s in directory.sources if s.id not in ids]


def policy(style: str, script: str) -> str:
    """Return the content security policy, which allows only this style and this script."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _environment() -> Environment:
    """Return the templates, compiled once."""
    environment = Environment(
        loader=FileSystemLoader(packaged("output/page/templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    environment.tests["calendar"] = is_calendar
    return environment


def _seen(value: Any) -> Any:
    """Return a value for a template, without hidden characters."""
    return one_line(value) if type(value) is str else value


def _asset(name: str) -> str:
    """Return a style or script without comment lines, blank lines and indents, to save 2 kB."""
    text = (packaged("output/page/assets") / name).read_text(encoding="utf-8")
    lines = map(str.strip, text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def _json(value: Any) -> str:
    """Return JSON that is safe in a script: no `<` ends it, and no `&` is an entity."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return one_line(text).replace("<", "\\u003c").replace("&", "\\u0026")


def _data(directory: Directory, voices: list[Voice]) -> dict[str, Any]:
    messages = (ANSWERS | CONFIDENCE | PLACE_KINDS).items()
    words = {
        voice.language: {name: voice.t(message) for name, message in messages} for voice in voices
    }
    titles = {voice.language: voice.title() for voice in voices}
    return {
        "words": words,
        "titles": titles,
        "genres": {pole.slug: pole.kind for pole in directory.poles},
        **places(directory),
    }


def _linked(directory: Directory) -> Record:
    """Return the pôles as linked data, without their sources, which are already in the page."""
    nodes = list(organizations(directory, sources=False))
    used = {"@vocab", *(name for node in nodes for name in node)}
    context = {name: meaning for name, meaning in CONTEXT.items() if name in used}
    return {"@context": context, "@graph": nodes}


def _regions(directory: Directory) -> Iterator[Record]:
    """Yield each region with its pôles, under the first of their regions, and its MRC by name."""
    mrcs = directory.territory.mrcs.rows()
    for region in directory.regions:
        declared = [p for p in directory.poles if p.status == "active" and region.code in p.regions]
        yield {
            "region": region,
            "poles": [pole for pole in declared if pole.regions[0] == region.code],
            "shared": [pole for pole in declared if pole.regions[0] != region.code],
            "count": len(declared),
            "mrcs": [row["name"] for row in mrcs if row["region"] == region.code],
        }


def _themes(directory: Directory) -> Iterator[Record]:
    groups = groupby(directory.concepts, attrgetter("theme"))
    by_theme = {theme: [*concepts] for theme, concepts in groups}
    for theme in directory.info["themes"]:
        if theme["id"] in by_theme:
            yield {**theme, "concepts": by_theme[theme["id"]]}


def _series(directory: Directory) -> list[Record]:
    """Return the series that have figures or other measures, in the dataset's order."""
    records = (*every_figure(directory), *directory.measures)
    used = {record["series"] for record in records}
    return [series for series in directory.series if series["id"] in used]
