"""« Quel pôle est le mien ? » in a browser gives exactly the answers of the program."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from poles_cli import load
from poles_cli.base.i18n import LANGUAGES, Language, translator
from poles_cli.directory.directory import Directory
from poles_cli.output.page.places import KINDS
from poles_cli.records.model import Record
from poles_cli.rules.vocabularies import CONFIDENCE

EACH = 20  # places of each kind, or all if there are fewer

# The address of each answer is not checked, since a browser slows down after hundreds.
ASK = """queries => {
  history.pushState = () => {};
  const form = document.querySelector(`form[data-language=${document.documentElement.lang}]`);
  const poleOf = pole => ({
    ...pole.dataset,
    details: pole.querySelector("details small").textContent,
    name: pole.querySelector("a").textContent,
    href: pole.querySelector("a").getAttribute("href"),
  });
  const matchOf = match => ({
    ...match.dataset, poles: [...match.querySelectorAll("li[data-slug]")].map(poleOf),
  });
  return queries.map(query => {
    form.querySelector("input").value = query;
    form.requestSubmit();
    const answer = form.querySelector(".answer");
    const matches = [...answer.querySelectorAll(".match")].map(matchOf);
    return {query, status: answer.dataset.status, matches};
  });
}"""


def answer(query: str, language: Language, directory: Directory) -> dict[str, Any]:
    """Return the program's answer, in the form that the page should show."""
    t = translator(language)
    names = {pole.slug: pole.name for pole in directory.poles}

    def details(pole: Record) -> str:
        parts = []
        if pole["share"] is not None:
            parts.append(t("{share}% of the postal prefix").format(share=pole["share"]))
        if pole["basis"]:
            parts.append(t("basis: {basis}").format(basis=pole["basis"][language]))
        parts.append(t(CONFIDENCE[pole["confidence"]]))
        return " · ".join(parts)

    record = directory.locate(query).record
    return {
        "query": query,
        "status": record["status"],
        "matches": [
            {
                "place": match["place"],
                "kind": match["kind"],
                "alias": match["alias"] or "",
                "code": match["code"],
                "mrc": match["mrc"]["code"] if match["mrc"] else "",
                "region": match["region"]["code"],
                "poles": [
                    {
                        "slug": pole["slug"],
                        "share": "" if pole["share"] is None else str(pole["share"]),
                        "confidence": pole["confidence"],
                        "details": details(pole),
                        "name": names[pole["slug"]],
                        "href": f"#{language}/pole/{pole['slug']}",
                    }
                    for pole in match["poles"]
                ],
            }
            for match in record["matches"]
        ],
    }


def spread(words: Iterable[str], count: int = EACH) -> list[str]:
    """Return `count` of the words, evenly spaced from first to last."""
    known = list(dict.fromkeys(words))
    if len(known) <= count:
        return known
    return [known[index * len(known) // count] for index in range(count)]


def of_kind(kind: str, directory: Directory) -> list[str]:
    """Return the names of the places of a kind, and their codes if any."""
    gazetteer = directory.territory
    if kind == "mrc":
        rows = gazetteer.mrcs.rows()
        return spread(row["name"] for row in rows) + spread((row["code"] for row in rows), 5)
    if kind == "region":
        return [label for region in directory.regions for label in region.labels()]
    if kind == "postal":
        return [*spread(row["prefix"] for row in gazetteer.prefixes.rows()), "G5L 3A1", "h2x1y4"]
    rows = [row for row in gazetteer.municipalities.rows() if row["kind"] == kind]
    if rows:
        return spread(row["name"] for row in rows) + spread((row["code"] for row in rows), 5)
    return spread(row["alias"] for row in gazetteer.aliases.rows() if row["kind"] == kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_answers_as_the_program_does(language: Language, visit: Any) -> None:
    """The page gives the program's status, places, pôles, bases, grades and shares."""
    page, directory = visit(f"#{language}"), load()
    for kind in KINDS:
        queries = of_kind(kind, directory)[LANGUAGES.index(language) :: 2]
        for query, actual in zip(queries, page.evaluate(ASK, queries), strict=True):
            assert answer(query, language, directory) == actual


SPELLINGS = (
    """
    saint-damase;St-Damase;STE CATHERINE;ste-agathe-des-monts;Montcalm;Ville-Marie
    N.-D.-de-Lourdes;nd du portage;ville de Québec;Ville de Montréal, QC;MRC de Rouville
    mrc des appalaches;Arrondissement Ville-Marie;région de la Mauricie;L’Ancienne-Lorette
    l'assomption;Les Îles-de-la-Madeleine;Bas‑Saint‑Laurent;Cantons-de-l'Est;Beloeil;Belœil
    BELŒIL;Asbestos;Kuujjuaq;Kahnawake;Chisasibi;Kawawachikamach;Quebec;québec
    Québec (Québec) Canada;la;6;06;Tuque (La);MRC des Chenaux;Ville de Québec, QC;Québec QC
    région 5;Canada;Québec, Québec;2423027;23027;460;99;J0B;1023;20005;2420005;32040;2423;2494
    5%;-2;²;16 - Montérégie;(16) Montérégie;01 - Bas-St-Laurent;Montérégie (16)
    MRC Brome-Missisquoi (460);Les Maskoutains (540);Coaticook 3;Saint-Lambert. (Montérégie)
    L'Ange-Gardien (Outaouais);Saguenay (Chicoutimi);Saint-Hubert, Longueuil
    Le Plateau, Montréal;val-dor;campbells bay;Saint-Pierre-de-l'Iled'Orléans;Val-d'Or¹
    Laprairie;StJean;Cantons unis de Stoneham-et-Tewkesbury
    Municipalité de la paroisse de Saint-Damase;Portneuf (MRC);Saint-Damase (P);City of Laval
    RCM of Rouville;M.R.C. de Rouville;Communauté de Wemotaci;Bedford canton
    Réserve indienne de Cacouna;Réserve indienne de Rimouski;MRC de Québec;Québec (Village)
    1006 Boul. Saint-Laurent, Montréal, Québec;Montréal (Québec) H2X 1Y4
    355, avenue X Rimouski G5M1J2;12, rue de Laval;12 rue de Laval, Rimouski QC
    boul. Curé Labelle QC;12 RUE X EST RIMOUSKI QC G5L 1A1;C.P. 9, succ. A, Granby
    12 rue X, 2e étage Granby QC;rue du Pont-de-Québec QC;12 rue X, Québec;Windsor, ON
    Windsor (Ontario);Montréal, QC, CA;Windsor, CA;Laval, France;K1A 0B1;Windsor N9A 1A1
    Montréal (Québec) G1R 4S9;Saint-Damase J0H 1J0;GOA 4VO;G0A 4V0;J9P;Kahnawà:ke;Kitcisakik
    ᑰᔾᔪᐊᖅ;3-Rivières;7 Îles;Mt-Royal;St-Jean s/ Richelieu;Riv.-du-Loup;L'Isle-aux-Coudres
    Matapédia;La Matapédia;Tuque, La;Matapédia (La);Rouyn / Noranda;Montréal;Laval;Newport
    St-Omer;ST AUGUSTIN;Nunavik;NDG;45 - 12 rue X, Longueuil;16, Montérégie
    45, Saint-Jean, Québec;10043 Rimouski;2410043 - Rimouski;XYZ J2G 1A1
    Première Nation des Abénakis de Wôlinak;Conseil de Rimouski;Laval Québec;Province de Québec
    J0B;j0b 1a0;G0A;K1A;xyz;Rimousky;Rimousky, Québec;Paris, Laval;Laval, Xyz;constructor
    __proto__;toString;n d;Trois-Rivie\u0300res;ＭＯＮＴＲＥＡＬ;Ⅿontréal;İstanbul;ẞ
""".strip()
    .replace("\n", ";")
    .split(";")
)
UNNAMEABLE = [
    "a" * 501,
    "mrc de la " * 45,
    "(" * 400,
    "12 rue " + "a " * 200,
    " - ".join("x" * 99),
    "e\u0301",
    "\u0301",
    "…",
    "-",
]


def variants(names: Sequence[str]) -> Iterable[str]:
    """Yield names as people may type them."""
    for index, name in enumerate(names):
        typed = (name.upper(), name.lower().replace("-", " "), f"  {name}, Qc ", "St" + name[5:])
        yield typed[index % (4 if name.startswith("Saint") else 3)]


def test_the_page_reads_spellings_as_the_program_does(visit: Any) -> None:
    """The page reads accents, case, dashes, abbreviations, nouns and codes like the program."""
    directory = load()
    names = spread((row["name"] for row in directory.territory.municipalities.rows()), 100)
    queries = [query for query in (*SPELLINGS, *UNNAMEABLE, *variants(names)) if query.strip()]
    for query, actual in zip(queries, visit("#fr").evaluate(ASK, queries), strict=True):
        assert answer(query, "fr", directory) == actual, query


def test_the_page_reads_cells_as_the_program_does(visit: Any) -> None:
    """Examples of public files, and random addresses, get the same answers as in the program."""
    territory = Path(__file__).parent.parent / "territory"
    lines = (territory / "cells.tsv").read_text("utf-8").splitlines()[1:]
    lines += (territory / "kinds.tsv").read_text("utf-8").splitlines()[1::8]
    directory = load()
    cells = (line.split("\t")[0] for line in lines)
    # The page has no boundaries, and reads no points.
    queries = [cell for cell in cells if directory.locate(cell).basis != "coordinates"]
    draw = random.Random(7)
    gazetteer = directory.territory
    # The page has no borders to find a point in.
    queries = [query for query in queries if gazetteer.locate(query)["basis"] != "coordinates"]
    names = [row["name"] for row in gazetteer.municipalities.rows()]
    names += [row["alias"] for row in gazetteer.aliases.rows()]
    ends = (
        "",
        ", {}",
        " {} QC",
        " ({})",
        " - {}",
        ", {} (Québec)  J2G 1A1",
        " | {}, Québec",
        " / {}",
        "; {}",
    )
    starts = (
        "{}",
        "12, rue {}",
        "45 {}",
        "{} (P)",
        "16 - {}",
        "{} 3",
        "bureau 3, {}",
        "MRC de {}",
        "boul. {} Est",
    )
    for _ in range(200):
        start, end = draw.choice(starts), draw.choice(ends)
        queries.append(start.format(draw.choice(names)) + end.format(draw.choice(names)))
    for query, actual in zip(queries, visit("#fr").evaluate(ASK, queries), strict=True):
        assert answer(query, "fr", directory) == actual, query
