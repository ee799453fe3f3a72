"""`poles refresh` on the command line: its output, saved facts, patches and errors."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from poles_cli import load
from poles_cli.cli.main import main
from poles_cli.corrections.refresh.client import Client
from poles_cli.output.context import Context
from poles_cli.rules.check import check_directory
from program import EDITION, call
from refresh.fake_sites import HERE, Reply, Web, html, kept, redirect

PAGE = """<!doctype html><title>PRESL</title><p>Le pôle d'économie sociale de Laval</p>
<footer><p>Tél. : 450 555-0100</p><p>info@eslaval.org</p></footer>"""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A separate user, in English, on a fixed day."""
    return {
        "XDG_DATA_HOME": str(tmp_path / "share"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "POLES_LANG": "en",
        "SOURCE_DATE_EPOCH": "1795521600",  # 2026-11-24
    }


@pytest.fixture
def laval(web: Web, env: dict[str, str]) -> str:
    """The address of a site on this machine, as a user of the small edition types it."""
    env |= {"POLES_DATA": str(EDITION), "POLES_OVERLAY": str(overlay(env))}
    web.sites[HERE] = {"/": html(PAGE)}
    return f"http://{HERE}:{web.port}/"


@pytest.fixture
def all_sites(web: Web, monkeypatch: pytest.MonkeyPatch) -> Web:
    """A web with two pôles' sites, which the program treats as the Internet."""
    web.sites |= {
        "economiesocialebsl.com": kept("wordpress", "/nous-joindre/"),
        "www.tresca.ca": kept("offices", "/contact"),
        "economiesocialevhsl.org": {"/": redirect("https://www.polevhsl.example/")},
        "polevhsl.example": kept("moved"),
        "pjes.ca": kept("expired"),
        "esmtl.ca": {"*": Reply(b"", 500)},
    }

    def client(allowed: object = ()) -> Client:
        return web.client()

    monkeypatch.setattr("poles_cli.cli.commands.refresh.new_client", client)
    return web


def overlay(env: dict[str, str]) -> Path:
    """Return the file of corrections."""
    return Path(env["XDG_DATA_HOME"], "poles", "corrections-quebec.toml")


def test_an_address_given_by_the_user(laval: str, env: dict[str, str]) -> None:
    """A site on this machine is read if the user typed it, and gives records in order."""
    done = call("refresh", "laval", "--site", laval, "--json", env=env)

    assert (0, "") == (done.status, done.stderr)
    assert [
        {
            "pole": "laval", "field": "email", "status": "confirmed", "old": "info@eslaval.org",
            "new": "info@eslaval.org", "page": laval, "seen": "2026-11-24",
            "evidence": "info@eslaval.org",
        },
        {
            "pole": "laval", "field": "phone", "status": "new", "new": "450 555-0100",
            "page": laval, "seen": "2026-11-24", "evidence": "450 555-0100",
        },
    ] == json.loads(done.stdout)  # fmt: skip


def test_tsv_and_table(laval: str, env: dict[str, str]) -> None:
    """A pipe gets one line per record, people a table under the pôle's name."""
    asked = ("refresh", "laval", "--site", laval)
    line = f"laval\tphone\tnew\t\t450 555-0100\t{laval}\t2026-11-24\t450 555-0100\n"
    assert line == call(*asked, env=env).stdout.splitlines(keepends=True)[1]
    table = call(*asked, "-f", "table", env=env).stdout
    assert "laval\n" == table.splitlines(keepends=True)[0]
    assert ["Phone", "new", "450", "555-0100"] == table.splitlines()[5].split()
    french = call(*asked, "-f", "table", env=env | {"POLES_LANG": "fr"}).stdout
    assert "Téléphone" in french and "nouveau" in french


def test_apply(laval: str, env: dict[str, str]) -> None:
    """--apply saves new facts like `poles set`; the next visit confirms them, and adds nothing."""
    asked = ("refresh", "laval", "--site", laval)
    done = call(*asked, "--apply", env=env)

    assert (0, f"Facts kept in {overlay(env)}: 1.\n") == (done.status, done.stderr)
    assert {
        "laval": {
            "phone": {
                "value": "450 555-0100", "as_of": "2026-11-24", "confidence": "medium",
                "sources": [laval], "set_on": "2026-11-24",
            }
        }
    } == tomllib.loads(overlay(env).read_text("utf-8"))  # fmt: skip
    assert 0 == call("check", str(overlay(env)), env=env).status
    assert "450 555-0100" == call("show", "laval", "--fields", "phone", env=env).stdout.strip()
    before = overlay(env).read_bytes()
    again = call(*asked, "--apply", env=env)
    assert "phone\tconfirmed" in again.stdout and again.stderr.endswith(": 0.\n")
    assert before == overlay(env).read_bytes()


def test_of_several_values_none_is_saved(all_sites: Web, env: dict[str, str]) -> None:
    """Of two offices, none is chosen; single values are kept, with high confidence."""
    done = call("refresh", "tresca", "--apply", "-f", "jsonl", env=env)

    assert 2 == sum('"address"' in line for line in done.stdout.splitlines())
    assert not {"address", "phone", "city"} & set(
        tomllib.loads(overlay(env).read_text())["chaudiere-appalaches"]
    )
    fact = tomllib.loads(overlay(env).read_text())["chaudiere-appalaches"]["email"]
    assert ("info@tresca.ca", "high") == (fact["value"], fact["confidence"])


def test_a_missing_fact_is_not_removed(web: Web, laval: str, env: dict[str, str]) -> None:
    """A fact that a site no longer has is reported, and not removed."""
    web.sites[HERE] = {"/": html(PAGE.replace("info@eslaval.org", ""))}
    done = call("refresh", "laval", "--site", laval, "--apply", env=env)
    assert (
        f"laval\temail\tgone\tinfo@eslaval.org\t\t{laval}\t2026-11-24\t"
        == done.stdout.splitlines()[0]
    )
    assert "info@eslaval.org" == call("show", "laval", "--fields", "email", env=env).stdout.strip()
    web.sites[HERE] = {"/": html(PAGE.replace("info@eslaval.org", "<a href=/contact>Contact</a>"))}
    assert "gone" not in call("refresh", "laval", "--site", laval, env=env).stdout


def test_patch(all_sites: Web, env: dict[str, str], tmp_path: Path) -> None:
    """--patch gives one diff of all sites for `git apply`; stderr lists what it leaves out."""
    data = Path(shutil.copytree(load().root, tmp_path / "data"))
    diff = tmp_path / "refresh.patch"
    done = call("refresh", "--patch", "-o", str(diff), env=env)

    assert (0, "") == (done.status, done.stdout)
    subprocess.run(["git", "apply", "-p1", str(diff)], cwd=tmp_path, check=True)
    after = load(data)
    phone = after.pole("bas-saint-laurent").contact("phone")
    assert phone and ("418 555-0142", "2026-11-24", "high") == (
        phone.value, phone.as_of, phone.confidence,
    )  # fmt: skip
    website = after.pole("vallee-du-haut-saint-laurent").contact("website")
    assert website and "https://www.polevhsl.example" == website.value
    assert not [one for one in check_directory(data, "2026-11-25") if one.is_error]
    said = done.stderr.splitlines()
    assert said[0].startswith("Without a known site, add --site: ") and "inuit" in said[0]
    assert "To look at: jamesie, Website, unrelated. https://pjes.ca · https://pjes.ca" in said
    assert (
        "To look at: montreal, Website, error. https://esmtl.ca · HTTP 500 · https://esmtl.ca"
        in said
    )
    assert 2 == sum("chaudiere-appalaches, Phone, new" in line for line in said)


def test_a_patch_from_this_machine_has_a_warning(laval: str, env: dict[str, str]) -> None:
    """The diff is printed, with a warning that its source is a page on this machine."""
    done = call("refresh", "laval", "--site", laval, "--patch", env=env)
    assert '+value = "450 555-0100"' in done.stdout.splitlines()
    assert "A source is a page of your own machine: nobody else can read it.\n" == done.stderr


@pytest.mark.parametrize(
    ("words", "status", "hint"),
    [
        ("laval", 1, "poles refresh laval --site URL"),
        ("nobody", 1, "poles list"),
        ("laval --site eslaval.org", 2, "poles refresh --help"),
        ("laval --site file:///etc/passwd", 2, "poles refresh --help"),
        ("laval estrie --site https://laval.example.org", 2, "--site URL"),
        ("--site https://laval.example.org", 2, "--site URL"),
        ("estrie --apply --patch", 2, "poles refresh --help"),
        ("estrie --apply --no-overlay", 2, "--no-overlay"),
        ("estrie --patch --json", 2, "poles set --help"),
        ("estrie --pages 6", 2, "poles refresh --help"),
        ("estrie --fields nope", 2, "poles refresh --fields"),
        ("estrie -o /", 4, ""),
    ],
)
def test_refusals(all_sites: Web, env: dict[str, str], words: str, status: int, hint: str) -> None:
    """Errors come before any request, with the documented code and what to type next."""
    done = call("refresh", *words.split(), env=env)
    assert (status, "", []) == (done.status, done.stdout, all_sites.asked)
    assert hint in done.stderr


def test_no_site_can_be_read(all_sites: Web, env: dict[str, str]) -> None:
    """If no site can be read, the records give the reasons, and the exit code is 4."""
    done = call("refresh", "montreal", env=env)
    assert 4 == done.status
    assert "montreal\twebsite\terror\thttps://esmtl.ca\t\thttps://esmtl.ca" in done.stdout


def test_nothing_to_change(web: Web, laval: str, env: dict[str, str]) -> None:
    """A site with nothing to change, or without its contact page, is not an error."""
    del env["POLES_DATA"]  # a pôle of the whole dataset, without an e-mail that could be gone
    page = "<title>TRESL</title>L'économie sociale dans Lanaudière"
    web.sites[HERE] = {"/": html(page)}
    done = call("refresh", "lanaudiere", "--site", laval, env=env)
    assert (0, "", "The sites give nothing to change.\n") == done[:3]
    web.sites[HERE] = {"/": html(f"{page}<a href=/contact>Contact</a>")}
    done = call("refresh", "lanaudiere", "--site", laval, env=env)
    assert (0, "lanaudiere\tcontact_page\terror\t") == (done.status, done.stdout[:30])


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> None:
    """Without the extra, both commands give one sentence and how to install it."""
    monkeypatch.setitem(sys.modules, "phonenumbers", None)
    for words in (("refresh", "estrie"), ("refresh", "laval", "--site", "x"), ("check", "--links")):
        done = call(*words, env=env)
        assert (4, "") == (done.status, done.stdout)
        assert (
            "Reading web sites takes the extra poles-cli[refresh]: phonenumbers is not installed.\n"
            'Type, in a checkout: pip install ".[refresh]"\n'
        ) == done.stderr


@pytest.mark.parametrize("moment", ["visit_all", "proposals"])
def test_interrupted(
    monkeypatch: pytest.MonkeyPatch, laval: str, env: dict[str, str], moment: str
) -> None:
    """Ctrl-C during a refresh writes nothing and exits with 130."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    module = "visit" if moment == "visit_all" else moment
    monkeypatch.setattr(f"poles_cli.corrections.refresh.{module}.{moment}", interrupt)
    done = call("refresh", "laval", "--site", laval, "--apply", env=env)
    assert (130, "", "") == done[:3]
    assert not overlay(env).exists()


@pytest.mark.parametrize("watched", [False, True])
def test_progress(laval: str, env: dict[str, str], watched: bool) -> None:
    """A progress bar is drawn on stderr only if it is a terminal."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    err.isatty = lambda: watched  # type: ignore[method-assign]
    context = Context("en", env, stdout=out, stderr=err)
    assert 0 == main(["refresh", "laval", "--site", laval], context)
    for stream in (out, err):
        stream.seek(0)
    assert "450 555-0100" in out.read()
    assert watched == ("Sites" in err.read())
