"""The library's objects are deeply immutable, and can be sent to other processes."""

import copy
import json
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from poles_cli import Directory, Pole, PolesError, load
from poles_cli.records.frozen import FrozenDict, FrozenList
from program import EDITION

OVERLAY = """\
[laval.phone]
value = "450 555-0100"
confidence = "high"
sources = ["https://laval.example.org/contact"]
set_on = "2026-11-24"
"""
RECORDS: dict[str, Callable[[Directory], Any]] = {
    "pole": lambda directory: directory.pole("laval").record,
    "poles": lambda directory: [pole.record for pole in directory.poles],
    "concept": lambda directory: directory.concept("concertation").record,
    "concepts": lambda directory: [concept.record for concept in directory.concepts],
    "regions": lambda directory: [region.record for region in directory.regions],
    "source": lambda directory: [found.record for found in directory.cited(["revue-2012-p8"])],
    "sources": lambda directory: [source.record for source in directory.sources],
    "figures": lambda directory: [figure.record for figure in directory.figures],
    "series": lambda directory: directory.series,
    "measures": lambda directory: directory.measures,
    "info": lambda directory: directory.info,
    "network": lambda directory: directory.network,
    "place": lambda directory: directory.locate("Laval").record,
    "corrections": lambda directory: directory.corrections,
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """A small edition, with one of the user's corrections."""
    overlay = tmp_path_factory.mktemp("overlay") / "corrections.toml"
    overlay.write_text(OVERLAY)
    return load(EDITION, overlay)


def containers(value: Any) -> Iterator[Any]:
    """Yield every dictionary and list in a value, itself included."""
    if isinstance(value, dict | list):
        yield value
    if isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from containers(item)


@pytest.mark.parametrize("kind", RECORDS)
def test_nothing_in_a_record_can_be_changed(directory: Directory, kind: str) -> None:
    """No dictionary or list can be changed, however deep, even in corrections and answers."""
    found = RECORDS[kind](directory)
    inner = [
        c for part in (found if isinstance(found, list) else [found]) for c in containers(part)
    ]
    assert inner
    assert {FrozenDict, FrozenList} >= {type(container) for container in inner}


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.__setitem__("slug", "x"),
        lambda record: record.__delitem__("slug"),
        lambda record: record.update(slug="x"),
        lambda record: record.pop("slug"),
        lambda record: record.popitem(),
        lambda record: record.setdefault("new", 1),
        lambda record: record.clear(),
        lambda record: record.__ior__({"slug": "x"}),
        lambda record: record["names"][0].update(name="x"),
        lambda record: record["names"].append({}),
        lambda record: record["names"].__setitem__(0, {}),
        lambda record: record["names"].sort(),
        lambda record: record["names"].__iadd__([{}]),
        lambda record: record["contacts"]["city"].update(value="x"),
    ],
)
def test_a_change_is_refused(directory: Directory, change: Callable[[Any], object]) -> None:
    """A change raises TypeError, and leaves the directory unchanged."""
    before = json.dumps(directory.pole("laval").record)
    with pytest.raises(TypeError, match="cannot be changed"):
        change(directory.pole("laval").record)
    assert before == json.dumps(directory.pole("laval").record)


def test_nothing_is_added_beside_the_content(directory: Directory) -> None:
    """No attribute can be set on a container, even an empty one."""
    for container in (directory.pole("laval").record, load().corrections, directory.series[0]):
        with pytest.raises(AttributeError):
            container.name = "x"  # type: ignore[union-attr]


def test_no_attribute_is_set_or_deleted(directory: Directory) -> None:
    """Neither the directory nor a view of it lets an attribute be set, replaced or deleted."""
    pole, place = directory.pole("laval"), directory.locate("Laval")
    views = (pole, pole.contact("city"), place, place.matches[0], directory.regions[0])
    for thing, name in (*((view, "record") for view in views), (directory, "poles")):
        before = getattr(thing, name)
        for change in (lambda x, n: setattr(x, n, ()), delattr):
            with pytest.raises(AttributeError, match="is immutable"):
                change(thing, name)
        assert before == getattr(thing, name)


def test_equal_records_have_equal_hashes(directory: Directory) -> None:
    """The order of the fields changes neither equality nor the hash."""
    pole = directory.pole("laval")
    turned = Pole(dict(reversed(list(pole.record.items()))))
    assert {pole} == {turned}
    assert 1 < len({hash(one) for one in directory.figures})


def test_a_record_is_equal_to_an_ordinary_one(directory: Directory) -> None:
    """A record is equal to an ordinary one with the same content."""
    ordinary = Directory(EDITION, directory.overlay, frozen=False)
    assert ordinary.poles == directory.poles
    assert ordinary.pole("laval").record == directory.pole("laval").record
    assert dict is type(ordinary.pole("laval").record)


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
def test_results_can_be_copied(directory: Directory, again: Callable[[Any], Any]) -> None:
    """Records, views, answers, errors and the directory can be copied and pickled."""
    for found in (directory.pole("laval"), directory.locate("Laval"), directory.sources[0]):
        assert found == again(found)
        assert found.record == again(found.record)
        with pytest.raises(TypeError, match="cannot be changed"):
            again(found).record["slug"] = "x"
    assert directory.poles == again(directory).poles
    assert directory.corrections == again(directory).corrections


def test_the_bundled_dataset_is_found_where_it_is_installed() -> None:
    """A pickled directory has no path of the bundled dataset, which may be elsewhere for others."""
    directory = load()
    assert str(directory.root).encode() not in pickle.dumps(directory)
    assert directory.root == pickle.loads(pickle.dumps(directory)).root


def test_an_error_can_be_copied(directory: Directory, tmp_path: Path) -> None:
    """A copied error keeps its kind, exit code and message, even for an invalid file."""
    (tmp_path / "dataset.toml").write_text("a = ")
    questions: list[Callable[[], object]] = [
        lambda: directory.pole("lavall"),
        lambda: load(tmp_path).info,
        lambda: load(EDITION, tmp_path / "dataset.toml").corrections,
    ]
    (overlay := tmp_path / "wrong.toml").write_text(OVERLAY.replace("high", "sure"))
    questions.append(lambda: load(EDITION, overlay).corrections)
    for question in questions:
        with pytest.raises(PolesError) as caught:
            question()
        for again in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
            assert type(caught.value) is type(again)
            assert (str(caught.value), caught.value.exit_code) == (str(again), again.exit_code)
            assert caught.value.args == again.args


def test_other_processes_answer(directory: Directory) -> None:
    """Other processes can receive a directory, and return answers and errors."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        answers = list(pool.map(directory.locate, ["Laval", "Nulle Part"], chunksize=2))
        refused = pool.submit(directory.pole, "lavall").exception()
    assert [directory.locate("Laval"), directory.locate("Nulle Part")] == answers
    assert isinstance(refused, PolesError)
    assert str(refused).startswith("No pôle is called “lavall”. Closest: laval.")
