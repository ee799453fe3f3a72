"""The pictures of the documentation show the program's output."""

import re

import pytest

from pictures import PICTURES, PICTURES_SHOWN, Picture, answer, drawn

SHOWN = [(picture, width) for picture in PICTURES_SHOWN for width in picture.widths]


@pytest.mark.parametrize(
    ("picture", "width"), SHOWN, ids=lambda value: getattr(value, "name", None)
)
def test_a_picture_is_up_to_date(picture: Picture, width: int) -> None:
    """A picture has the exact output of the program; python scripts/pictures.py updates it."""
    name = f"{picture.name}-{width}"
    kept = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")

    assert kept == drawn(picture, width, name)


def test_a_picture_is_the_same_each_time() -> None:
    """Drawing a picture again gives the same bytes, without random ids or times."""
    picture = PICTURES_SHOWN[0]

    assert drawn(picture, 80, "again") == drawn(picture, 80, "again")


def test_pictures_load_nothing() -> None:
    """Pictures load no font or image from a web site."""
    for path in PICTURES.glob("*.svg"):
        assert not re.search(r"url\(|<image|<script", path.read_text(encoding="utf-8").replace(
            "url(#", "(#")), path.name  # fmt: skip


def test_exactly_the_listed_pictures_exist() -> None:
    """The folder has exactly the listed pictures, and its README shows them all."""
    expected = {f"{picture.name}-{width}.svg" for picture, width in SHOWN}

    assert expected == {path.name for path in PICTURES.glob("*.svg")}
    listed = (PICTURES / "README.md").read_text(encoding="utf-8")
    assert [] == [name for name in expected if f"({name})" not in listed]


def test_an_answer_fits_its_picture() -> None:
    """No line of the map is wider than the picture."""
    picture = next(shown for shown in PICTURES_SHOWN if shown.name == "map")
    lines = re.sub("\x1b\\[[0-9;]*m", "", answer(picture, 80)).split("\n")

    assert max(map(len, lines)) <= 80
