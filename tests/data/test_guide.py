"""The guide to the data describes every field, and agrees with the program."""

import tomllib

from dictionary import updated
from poles_cli.records.dataset import bundled
from poles_cli.rules.registry import FILES, paths
from program import UPDATE

GUIDE_FILE = bundled() / "README.md"
LICENCE = (bundled() / "LICENSE").read_text(encoding="utf-8")


def guide() -> str:
    """Return the text of the guide."""
    return GUIDE_FILE.read_text(encoding="utf-8")


def test_tables_are_those_of_the_registry() -> None:
    """The tables of fields are exactly those that the registry generates."""
    if UPDATE:
        GUIDE_FILE.write_text(updated(guide()), encoding="utf-8")
    assert updated(guide()) == guide()


def test_every_field_is_described() -> None:
    """Each field of the registry has its name in the guide, and a description."""
    text = guide()
    for file in FILES.values():
        for path, field in paths(file.fields):
            assert f"{path.removesuffix('.fr').removesuffix('.en').split('.')[-1]}`" in text
            assert field.description.endswith("."), path


def test_attributions_are_given() -> None:
    """The guide and the licence give each attribution in full, like `poles about`."""
    with (bundled() / "dataset.toml").open("rb") as file:
        dataset = tomllib.load(file)
    for attribution in [*dataset["attributions"], *dataset["notes"]]:
        for text in (guide(), LICENCE):
            assert attribution["en"] in " ".join(text.split())
