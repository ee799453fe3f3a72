"""The benchmarks can run: what they measure is a valid dataset."""

from pathlib import Path

from poles_cli import load
from poles_cli.rules.check import check_directory
from scale import enlarged


def test_a_larger_dataset_is_valid(tmp_path: Path) -> None:
    """Twice the pôles and the concepts make a dataset without problems."""
    enlarged(tmp_path, 2)

    assert [] == check_directory(tmp_path)
    assert 2 * len(load().poles) == len(load(tmp_path).poles)
