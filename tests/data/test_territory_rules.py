"""Each rule of the territory tables, broken alone."""

from typing import Any

import pytest

from poles_cli.rules import contents, references, values
from poles_cli.rules import territory as rows
from poles_cli.rules.check import check_directory
from poles_cli.rules.problem import Problem
from problems import one

POLE = "poles/ardenne.toml"


@pytest.fixture
def territory(tiny: Any) -> Any:
    """The tiny dataset with its territory tables; gives a function that writes one row of one."""
    from poles_cli.rules.columns import COLUMNS

    cells = {
        "mrc": "ardenne,100,Ardenne,MRC d'Ardenne,01,10,2025,,",
        "municipalities": "bastogne,10001,Bastogne,Ville,municipality,,100,10,2025,,50.0,5.7",
        "aliases": "bastnach,,Bastnach,locality,,10001",
        "postal": "g5l,G5L,100:100,10001",
    }
    tiny.files["dataset.toml"]["expected"] |= {"mrcs": 1, "municipalities": 1}
    folder = tiny.write() / "territory"

    def write(name: str = "mrc", row: str = "") -> list[Problem]:
        for table, columns in COLUMNS.items():
            line = row if row and table == name else cells[table]
            (folder / f"{table}.csv").write_text(
                ",".join(columns) + f"\n{line}\n", encoding="utf-8"
            )
        return check_directory(tiny.root)

    return write


def test_valid_territory(territory: Any) -> None:
    """Valid territory tables have no problem."""
    assert [] == territory()


@pytest.mark.parametrize(
    "name, row, field, message",
    [
        ("mrc", "ardenne,100,,MRC,01,10,2025,,", "1.name", rows.NO_CELL),
        ("mrc", "ardenne,100,A,MRC,77,10,2025,,", "1.region", rows.DANGLING["region"]),
        ("mrc", "ardenne,100,A,MRC,01,x,2025,,", "1.population", values.WRONG_TYPE["integer"]),
        ("aliases", "a,,A,locality,,77", "1.code", rows.DANGLING["place"]),
        ("aliases", "a,,A,area,cree,100\na,,A,area,,x", "2.code", rows.DANGLING["place"]),
        ("aliases", "a,,A,locality,gaul,01", "1.nation", values.CHOICE),
        ("aliases", "a,,A,street,,10001", "1.kind", values.CHOICE),
        ("postal", "g5l,G5L,100:50|777:50,", "1.mrcs", rows.DANGLING["mrc"]),
        ("mrc", "a,100,A,M,01,1,2025,,\nb,100,B,M,01,1,2025,,", "2.code", rows.TWICE),
        ("mrc", "a,[[[,A,M,01,1,2025,,", "1.code", rows.NOT_CODE),
        ("mrc", "ardenne,100,Ardenne,MRC d'Ardenne,01,10,2025,", "1", contents.CELLS),
        ("mrc", "ardenne,100,Ardenne,MRC d'Ardenne,01,10,2025,,,", "1", contents.CELLS),
        ("aliases", "Bastnach,,Bastnach,locality,,10001", "1.key", rows.NOT_FOLDED),
        (
            "municipalities",
            "bastogne,10001,Bastogne,Ville,municipality,,100,10,2025,10001,50.0,5.7",
            "1.twin",
            rows.OWN_TWIN,
        ),
        ("postal", "g5l,G5L,100:100,77", "1.communities", rows.DANGLING["municipality"]),
        (
            "municipalities",
            "bastogne,10001,Bastogne,Ville,municipality,,100,10,2025,,50.0,5.7\n"
            "bastogne sur mer,10002,Bastogne-sur-Mer,Ville,municipality,,100,30,2025,,50.0,5.7",
            "2.name",
            rows.ONE_SIDED,
        ),
        ("postal", "g5l,G5L,100:xx,", "1.mrcs", rows.SHARE),
        ("postal", "g5l,G5L,100,", "1.mrcs", rows.SHARE),
        ("postal", "g5l,G5L,100:101,", "1.mrcs", rows.SHARE),
        ("postal", "g5l,G5L,100:9,\ng5l,G5L,100:9,", "2.prefix", rows.TWICE),
    ],
)
def test_territory(territory: Any, name: str, row: str, field: str, message: str) -> None:
    """A missing, badly formed or broken cell is reported with its row."""
    assert (field, message) in {(p.field, p.message) for p in territory(name, row)}


def test_territory_columns(territory: Any, tiny: Any) -> None:
    """The columns must be those of the registry, in order."""
    territory()
    for text in ("a,b\n1,2\n", "a,b\n", ""):
        (tiny.root / "territory" / "postal.csv").write_text(text, encoding="utf-8")
        assert ("territory/postal.csv", "", contents.BAD_COLUMNS) == one(check_directory(tiny.root))


def test_columns_of_an_older_edition(territory: Any, tiny: Any) -> None:
    """A table without a newer optional column can be read."""
    territory()
    (tiny.root / "territory" / "aliases.csv").write_text(
        "key,inner_key,alias,kind,code\nbastnach,,Bastnach,locality,10001\n", encoding="utf-8"
    )
    assert [] == check_directory(tiny.root)


def test_mrc_of_a_claim(territory: Any, tiny: Any) -> None:
    """A pôle cannot claim an MRC that the territory tables do not know."""
    tiny.files[POLE]["territory"][0]["mrcs"] = ["100", "777"]
    tiny.write()
    expected = (POLE, "territory[1].mrcs[2]", references.DANGLING["mrc"])
    assert expected == one(territory())
