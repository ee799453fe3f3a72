"""The SQL join of the scripting guide with the look-up table."""

from pathlib import Path

import duckdb

from poles_cli import load
from program import Program

JOIN = Path(__file__).with_name("join.sql")
AS_PEOPLE_WRITE = (
    "st-hyacinthe", "BELŒIL", "Val d’or", "iles de la madeleine", "Ste-Thérèse", "  L’ASSOMPTION ",
    "St-Jean-sur-Richelieu", "Saint-Louis-du-Ha! Ha!", "nulle part", "Montcalm", "Ville-Marie", "",
)  # fmt: skip


def test_the_join_agrees_with_locate(tmp_path: Path) -> None:
    """Every name of the data, and names as people write them, get the answer of `locate`."""
    table = tmp_path / "territory.csv"
    Program("export", "--what", "territory", "--format", "csv", "-o", str(table)).run()
    directory = load()
    territory = directory.territory
    names = [row["name"] for row in (*territory.municipalities.rows(), *territory.mrcs.rows())]
    names += [row["alias"] for row in territory.aliases.rows()]
    names += [region.name for region in directory.regions]
    names += AS_PEOPLE_WRITE

    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE my_rows (id INTEGER, city VARCHAR)")
        connection.executemany("INSERT INTO my_rows VALUES (?, ?)", list(enumerate(names)))
        connection.execute(
            f"CREATE TABLE territory AS SELECT * FROM read_csv('{table}', all_varchar = true)"
        )
        answers = connection.execute(JOIN.read_text(encoding="utf-8")).fetchall()

    statuses = set()
    for (_, name, pole, status), found in zip(answers, directory.locate_many(names), strict=True):
        statuses.add(status)
        if (pole, status) != (
            "|".join(found.poles) if found.status == "found" else None,
            found.status,
        ):
            # Only `locate` uses the article to distinguish places of one name.
            assert "ambiguous" == status and "found" == found.status and name.startswith("L"), name
    assert {"found", "ambiguous", "none"} == statuses
