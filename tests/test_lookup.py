"""Find the one record that a user means."""

import pytest

from poles_cli import PolesError, load
from poles_cli.records.lookup import closest
from poles_cli.records.model import Region

DIRECTORY = load()


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("tresca", "chaudiere-appalaches"),
        ("TRÉSCA", "chaudiere-appalaches"),
        ("Essor 02", "saguenay-lac-saint-jean"),
        ("REES-Estrie", "estrie"),
        ("ESTRIE", "estrie"),
        ("centre du québec", "centre-du-quebec"),
        ("presl", "laval"),
        ("FNQLEDC", "premieres-nations"),
        ("Nunavik", "inuit"),
    ],
)
def test_a_pole_is_found_by_its_names(typed: str, slug: str) -> None:
    """A slug, acronym, former name or alias finds the pôle, in any spelling."""
    assert DIRECTORY.pole(typed).slug == slug


@pytest.mark.parametrize("region", DIRECTORY.regions, ids=lambda region: region.slug)
def test_the_common_form_finds_the_pole_of_every_region(region: Region) -> None:
    """« Pôle d'économie sociale de REGION » gives the region's pôle, or several to choose from."""
    served = [
        pole.slug
        for pole in DIRECTORY.poles
        if pole.kind == "regional" and region.code in pole.regions and pole.status == "active"
    ]
    for form in ("Pôle d'économie sociale de", "pole régional d'économie sociale du", "PÔLE DE L'"):
        try:
            assert served == [DIRECTORY.pole(f"{form} {region.name}").slug]
        except PolesError as error:
            assert ", ".join(served) == error.values["candidates"]
            assert len(served) > 1


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Pôle d'économie sociale de la Montérégie-Ouest", "vallee-du-haut-saint-laurent"),
        ("Pôle d'économie sociale de la Montérégie-Est", "monteregie-est"),
        ("Pôle régional d'économie sociale de Longueuil", "longueuil"),
        ("Pôle d'économie sociale des Premières Nations", "premieres-nations"),
        ("Pôle d'économie sociale des Cris", "cris"),
        ("Pôle d'économie sociale du Nunavik", "inuit"),
        ("le pôle de la Gaspésie", "gaspesie-iles-de-la-madeleine"),
    ],
)
def test_the_common_form_accepts_other_names(typed: str, slug: str) -> None:
    """Nations, parts of a region and current names work in the common form too."""
    assert slug == DIRECTORY.pole(typed).slug


def test_the_common_form_of_quebec_names_no_pole() -> None:
    """« du Québec » names no region's pôle, since the province is not the city."""
    with pytest.raises(PolesError, match="No pôle is called"):
        DIRECTORY.pole("Pôle d'économie sociale du Québec")


def test_every_label_finds_its_pole_or_lists_several() -> None:
    """Every name in the data leads to its pôle, or lists those that share it."""
    for pole in DIRECTORY.poles:
        for label in pole.labels():
            try:
                assert DIRECTORY.pole(label) == pole
            except PolesError as error:
                assert pole.slug in str(error)
                assert error.exit_code == 1


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("économie sociale", "economie-sociale"),
        ("Social Economy", "economie-sociale"),
        ("EI", "entreprise-insertion"),
        ("Bill 27", "loi-economie-sociale"),
        ("autonomie", "loi-economie-sociale"),
    ],
)
def test_a_concept_is_found_by_its_terms(typed: str, slug: str) -> None:
    """A slug, a term or an alias in either language finds the concept."""
    assert DIRECTORY.concept(typed).slug == slug


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("6", "06"),
        ("06", "06"),
        ("gaspesie", "11"),
        ("ILES DE LA MADELEINE", "11"),
        ("saguenay", "02"),
        ("quebec", "03"),
        ("Nord du Quebec", "10"),
        ("Eastern Townships", "05"),
        ("capitale—nationale", "03"),
    ],
)
def test_a_region_is_found_by_code_name_and_alias(typed: str, code: str) -> None:
    """Codes with or without the zero, names in any spelling, customary and English aliases."""
    assert DIRECTORY.region(typed).code == code


@pytest.mark.parametrize("typed", ["18", "0", "gaspsie", "", "région"])
def test_an_unknown_region_is_a_usage_error(typed: str) -> None:
    """A region is never guessed."""
    with pytest.raises(PolesError) as caught:
        DIRECTORY.region(typed)
    assert caught.value.exit_code == 2


def test_an_unknown_name_gets_the_closest_and_the_next_command() -> None:
    """An unknown name gets the closest one, and what to type."""
    with pytest.raises(PolesError) as caught:
        DIRECTORY.pole("chaudiere")
    assert "chaudiere-appalaches" in str(caught.value)
    assert str(caught.value).endswith("Type: poles show chaudiere-appalaches")


def test_an_empty_name_is_a_usage_error() -> None:
    """An empty name, or only punctuation, is a usage error."""
    with pytest.raises(PolesError) as caught:
        DIRECTORY.concept("???")
    assert caught.value.exit_code == 2


def test_a_word_unlike_any_name_gets_no_suggestion() -> None:
    """A word unlike any name gets no suggestion."""
    assert closest(DIRECTORY.poles, "zzzzzz") == []
