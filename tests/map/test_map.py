"""The map: its projection, its lines, its labels and its formats."""

import json
import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from pathlib import Path

import pytest

from poles_cli import PolesError, load
from poles_cli.directory.collections import regions
from poles_cli.output.formats.svg import region_tints
from poles_cli.output.map.canvas import Panel, draw_panel, rows_for
from poles_cli.output.map.layout import Look, map_lines
from poles_cli.output.map.outlines import frame, geometries, insets, outlines, rings
from poles_cli.output.map.projection import lambert
from poles_cli.output.map.raster import raster
from poles_cli.output.map.views import views
from program import Program, call

DIRECTORY = load()
OUTLINES = outlines(DIRECTORY)
INSETS = insets(DIRECTORY, OUTLINES)
REGIONS = regions(DIRECTORY)
CODES = [region.code for region in DIRECTORY.regions]


def drawn(width: int, *marked: str, braille: bool = True) -> list[str]:
    """Return the map's lines as plain text."""
    look = Look(width, braille, "▶" if braille else ">")
    lines = map_lines(views(OUTLINES, INSETS), REGIONS, marked, look, "fr")
    return ["".join(text for text, _ in line) for line in lines]


def test_the_projection_is_true_at_its_origin_and_on_its_parallels() -> None:
    """The origin is (0, 0); a degree of longitude keeps its length on both parallels."""
    project = lambert((46, 60), 44, -68.5)
    lengths = [project(-68, latitude)[0] - project(-69, latitude)[0] for latitude in (46, 60)]

    assert pytest.approx((0, 0), abs=1e-9) == project(-68.5, 44)
    assert pytest.approx([77.24, 55.6], abs=0.1) == lengths


def test_it_agrees_with_the_official_projection() -> None:
    """Québec and Kuujjuaq are where EPSG:32198 puts them, within half a per cent."""
    settings = DIRECTORY.info["map"]
    project = lambert(settings["parallels"], settings["origin"]["lat"], settings["origin"]["lon"])

    assert pytest.approx((-204.8, 316.0), rel=0.02) == project(-71.21, 46.81)
    assert pytest.approx((4.6, 1567.0), rel=0.05) == project(-68.42, 58.1)


def test_every_region_has_its_boundary_and_its_label_inside() -> None:
    """In the raster, each of the 17 regions contains its label point."""
    around = frame(OUTLINES)
    grid = raster(OUTLINES, around, 1000, 1200)
    found = {}
    for outline in OUTLINES:
        column = int((outline.label[0] - around.left) / around.width * 1000)
        row = int((around.top - outline.label[1]) / around.height * 1200)
        found[outline.code] = grid[row][column]

    assert {code: code for code in CODES} == found


def test_no_region_vanishes_on_a_small_grid() -> None:
    """Even on a small grid, each region keeps a dot, islands included."""
    grid = raster(OUTLINES, frame(OUTLINES), 60, 76)

    assert set(CODES) == {code for row in grid for code in row if code}


def test_exterior_rings_are_counter_clockwise() -> None:
    """Exterior rings are counter-clockwise, by RFC 7946, and each ring is closed."""
    for geometry in geometries(DIRECTORY).values():
        for ring in rings(geometry):
            area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
            assert area > 0
            assert ring[0] == ring[-1]


@pytest.mark.parametrize("width", [20, 46, 72, 80, 100, 118, 138, 140, 200])
def test_the_drawing_fits_the_width(width: int) -> None:
    """No line is wider than the terminal, and no map is too tall."""
    lines = drawn(width)

    assert max(len(line) for line in lines) <= max(width, 34)
    assert len(lines) <= 90


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("braille", [True, False])
def test_every_region_has_its_number_on_the_picture(width: int, braille: bool) -> None:
    """Each code is in the main picture or an inset, besides the legend."""
    text = "\n".join(drawn(width, braille=braille))

    for code in CODES:
        assert len(re.findall(rf"(?<!\d){code}(?!\d)", text)) >= 2, code


def test_the_legend_has_the_poles_of_each_region() -> None:
    """The legend has each region's name and the slugs of its pôles."""
    text = re.sub(r"\s+", " ", " ".join(line[46:] for line in drawn(80)))

    for region in REGIONS:
        assert region["name"] in text
        for slug in region["poles"]:
            assert slug in text


def test_a_marked_region_is_filled_and_signed() -> None:
    """A marked region is filled with dots and marked in the legend, even without colour."""
    plain, marked = drawn(80), drawn(80, "10")

    assert "⣿⣿" not in "".join(plain)
    assert "⣿⣿⣿" in "".join(marked)
    assert ["▶ 10 Nord-du-Québec"] == [line[46:] for line in marked if "▶" in line]


def test_insets_are_those_of_the_dataset() -> None:
    """Each inset has its title and frames its regions."""
    assert [tuple(i["regions"]) for i in DIRECTORY.info["map"]["insets"]] == [
        i.codes for i in INSETS
    ]
    assert all(any(inset.title["fr"] in line for line in drawn(80)) for inset in INSETS)


def test_the_frame_keeps_its_proportions() -> None:
    """Dots are square, so a frame twice as wide as high takes four columns per row."""
    wide = frame(OUTLINES)._replace(left=0, right=200, bottom=0, top=100)

    assert 10 == rows_for(wide, 40)


def test_a_panel_is_a_rectangle() -> None:
    """Every line of a panel has the same number of characters."""
    lines = draw_panel(OUTLINES, Panel(frame(OUTLINES), 40, 25))

    assert [40] * 25 == [sum(len(text) for text, _ in line) for line in lines]


def test_a_terminal_without_braille_gets_ascii() -> None:
    """If the stream cannot encode braille, the map is plain ASCII, without accents."""
    done = (
        Program("map", "--region", "10", "-f", "table")
        .env(PYTHONIOENCODING="ascii", PYTHONUTF8="0", COLUMNS="80")
        .run(stdout=re.compile("> 10 Nord-du-Quebec"))
    )

    assert done.raw.isascii()
    assert "####" in done.stdout


@pytest.mark.parametrize(("language", "words"), [("fr", "tracé de 1927"), ("en", "that of 1927")])
def test_the_note_on_labrador_is_shown(language: str, words: str) -> None:
    """The note on the line between Québec and Labrador is on screen and in the files."""
    Program("map").lang(language).terminal(140).run(stdout=re.compile(words))
    for format_ in ("svg", "geojson"):
        assert words in call("map", "--format", format_, "--lang", language).stdout


def test_the_pipe_gets_six_columns() -> None:
    """TSV has code, slug, name, pôles, and the point of the label."""
    Program("map", "--region", "nord-du-quebec").run(
        stdout="10\tnord-du-quebec\tNord-du-Québec\tjamesie|cris|inuit\t53.483\t-74.714\n"
    )


def test_geojson_has_the_regions() -> None:
    """GeoJSON has one feature per region, with code, name, slug and pôles; --region filters."""
    whole = json.loads(call("map", "--format", "geojson").stdout)
    one = json.loads(call("map", "-r", "16", "--format", "geojson").stdout)["features"]

    assert CODES == [feature["id"] for feature in whole["features"]]
    assert {"Polygon", "MultiPolygon"} == {f["geometry"]["type"] for f in whole["features"]}
    assert [
        {
            "code": "16",
            "name": "Montérégie",
            "slug": "monteregie",
            "poles": ["longueuil", "monteregie-est", "vallee-du-haut-saint-laurent"],
        }
    ] == [feature["properties"] for feature in one]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_svg_is_an_accessible_document(language: str) -> None:
    """The SVG has a title, a description, a title for each region, and no outside request."""
    text = call("map", "--format", "svg", "--lang", language).stdout
    root = ElementTree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    ids = {element.get("id"): element.tag for element in root.iter() if element.get("id")}
    titles = {title.text for path in root.iter(f"{space}path") for title in path}

    assert ("img", language) == (root.get("role"), root.get("lang"))
    assert {f"{space}title", f"{space}desc"} <= {
        ids[name] for name in root.attrib["aria-labelledby"].split()
    }
    assert len(CODES) == len(titles)
    assert "href" not in text and "url(http" not in text and "<script" not in text


def test_svg_numbers_every_region_and_fills_the_chosen() -> None:
    """All 17 regions have a number, and --region fills one everywhere it is drawn."""
    root = ElementTree.fromstring(call("map", "--format", "svg", "-r", "06").stdout)
    space = "{http://www.w3.org/2000/svg}"
    numbers = {
        text.text for text in root.iter(f"{space}text") if "number" in text.attrib["class"].split()
    }
    filled = {
        title.text
        for path in root.iter(f"{space}path")
        if "marked" in path.attrib["class"]
        for title in path
    }

    assert set(CODES) == numbers
    pole = DIRECTORY.pole("montreal").name
    assert {f"06 Montréal ({pole})."} == filled


def test_the_map_of_a_region_has_its_name_and_poles() -> None:
    """A region's map has its name as title, and only its pôles in the legend."""
    svg = call("map", "-f", "svg", "-r", "estrie").stdout
    screen = call("map", "-f", "table", "-r", "estrie").stdout
    texts = [text.text for text in ElementTree.fromstring(svg).iter() if text.tag.endswith("}text")]

    assert "Estrie" == texts[0] == screen.split("\n")[0]
    assert DIRECTORY.pole("estrie").name in texts
    for pole in DIRECTORY.poles:
        if pole.slug != "estrie":
            assert pole.name not in svg
            assert f" {pole.slug}\n" not in screen


def test_the_map_credits_its_sources() -> None:
    """The map attributions boundaries and shoreline, but not postal codes and places."""
    every = [text["fr"] for text in DIRECTORY.info["attributions"]]
    attributions = json.loads(call("map", "-f", "geojson").stdout)["attributions"]

    assert ["Régions", "Littoral"] == [text["fr"].partition("\u00a0")[0] for text in attributions]
    svg = re.sub(r"</text>\n<text[^>]*>", " ", call("map", "-f", "svg").stdout)
    assert ["Régions", "Littoral"] == [t.partition("\u00a0")[0] for t in every if t in svg]


def test_neighbours_differ_in_tint() -> None:
    """Regions that touch have different tints, of four at most."""
    tints = region_tints(OUTLINES)
    points = {o.code: {point for ring in o.rings for point in ring} for o in OUTLINES}

    assert max(tints.values()) <= 3
    for one in CODES:
        for other in CODES:
            if one != other and points[one] & points[other]:
                assert tints[one] != tints[other]


def test_the_same_bytes_each_time() -> None:
    """The drawing is the same each time, whatever the time or the hash seed."""
    first, second = (
        Program("map", "--format", "svg")
        .process()
        .env(PYTHONHASHSEED=seed)
        .run(stdout=re.compile("</svg>"))
        for seed in ("1", "2")
    )

    assert first.raw == second.raw


def test_a_bad_boundary_file_is_reported(tmp_path: Path) -> None:
    """A missing or broken file is a data error that names it."""
    with pytest.raises(PolesError) as missing:
        geometries(load(tmp_path))
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "regions.geojson").write_text('{"type": "FeatureCollection"}')
    with pytest.raises(PolesError) as broken:
        geometries(load(tmp_path))

    assert ["data", "data"] == [missing.value.kind, broken.value.kind]


def test_an_unknown_region_is_a_usage_error() -> None:
    """An unknown region is refused, with the closest names."""
    Program("map", "--region", "estri").run(status=2, stderr=re.compile("estrie"))
