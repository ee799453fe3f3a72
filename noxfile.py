"""Run the suite on each installed Python that is supported, and with the oldest dependencies."""

import re
import tomllib
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["lint", "tests", "minimum"]

PYTHONS = ["3.11", "3.12", "3.13"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run every test."""
    session.install("-e", ".[dev]")
    session.run("pytest", "--numprocesses", "auto", "--dist", "loadfile", *session.posargs)


@nox.session(python=PYTHONS[0])
def minimum(session: nox.Session) -> None:
    """Run every test with the oldest release of each dependency that `pyproject.toml` allows."""
    session.install("-e", ".[dev]", *_oldest())
    session.run("pytest", "--numprocesses", "auto", "--dist", "loadfile", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, layout and types."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


def _oldest() -> list[str]:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["refresh"]]
    bounds = (re.match(r"([\w-]+)>=([\d.]+)", line) for line in lines)
    return [f"{bound[1]}=={bound[2]}" for bound in bounds if bound]
