"""`poles refresh`: compare the pôles' own sites with the directory."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from poles_cli.base.errors import EXIT_CODES, IO, NOT_FOUND, USAGE, N_, PolesError
from poles_cli.base.i18n import Language, Translate
from poles_cli.base.text import excerpt, name_key, one_line
from poles_cli.cli.commands.names import resolve
from poles_cli.cli.commands.network import new_client, progress
from poles_cli.cli.commands.set import kind as kind_of_set
from poles_cli.cli.commands.set import refuse_without_overlay
from poles_cli.cli.options import POLES
from poles_cli.directory.coverage import active
from poles_cli.directory.directory import Directory
from poles_cli.output.context import Context
from poles_cli.output.result import Result
from poles_cli.records.model import Pole, Record

if TYPE_CHECKING:
    from poles_cli.corrections.refresh.names import Names
    from poles_cli.corrections.refresh.proposals import Subject
    from poles_cli.output.blocks import Block

SITES = ("website", "host_website")
COLUMNS = ("pole", "field", "status", "old", "new", "page", "seen", "evidence")
MOST_PAGES = 5

HELP = N_(
    "Read the pôles' own web sites and compare what they say with the directory."
    "\n\nThis command and poles check --links are the only ones that use the network; they need"
    " the extra poles-cli[refresh]. Each site is visited politely: its first page, then those that"
    " seem to give contact details. Only what an organization says about itself is read, never a"
    " person's name or mailbox."
    "\n\nEach fact is new, confirmed, changed or gone; a site may have moved, be of another"
    " (unrelated) or give an error. Nothing is kept without --apply; if a site gives several values"
    " of a field, none is chosen."
)
EXAMPLES = (
    "poles refresh estrie",
    "poles refresh laval --site https://laval.example.org",
    "poles refresh --apply",
    "poles refresh --patch -o refresh.patch",
)


def kind(context: Context, params: Mapping[str, Any]) -> str | None:
    """Return the kind of the records that the options ask for, None for a diff."""
    return kind_of_set(context, params) and "refresh"


def command(
    ctx: typer.Context,
    poles: Annotated[list[str] | None, POLES] = None,
    site: Annotated[
        str | None,
        typer.Option("--site", metavar="URL", help=N_(
            "Read this site instead, for a single pôle, even one without a known site.")),
    ] = None,
    pages: Annotated[
        int,
        typer.Option("--pages", min=0, max=MOST_PAGES, metavar="N", help=N_(
            "Pages to read besides the first one of each site.")),
    ] = MOST_PAGES,
    apply: Annotated[
        bool, typer.Option("--apply", help=N_("Keep what is new, changed or moved, for yourself."))
    ] = False,
    patch: Annotated[
        bool, typer.Option("--patch", help=N_("Print it as a diff of the dataset, for everyone."))
    ] = False,
) -> Result | int:  # fmt: skip
    """Visit the sites; show, keep or print their proposals."""
    context: Context = ctx.obj
    if apply and patch:
        raise PolesError(
            USAGE,
            N_("--apply keeps the facts for yourself and --patch prints them: ask for one."),
            N_("Type: poles refresh --help"),
        )
    if apply:
        refuse_without_overlay(context)
    # A patch changes the dataset itself, so the user's own corrections are ignored.
    directory = context.dataset if patch else context.directory
    client = new_client(_typed(site))
    chosen = resolve(poles, directory.pole) if poles else active(directory)
    asked = subjects(directory, chosen, site)
    from poles_cli.corrections.refresh.proposals import kept, proposals
    from poles_cli.corrections.refresh.visit import visit_all

    if lacking := [pole.slug for pole in chosen if pole not in [one.pole for one in asked]]:
        message = context.translate(N_("Without a known site, add --site: {slugs}."))
        context.warn(message.format(slugs=", ".join(lacking)))
    with progress(context, N_("Sites"), len(asked)) as done:
        visits = visit_all(client, [one.url for one in asked], pages, done)
    records: list[Record] = []
    facts: dict[str, dict[str, Record]] = {}
    for one, visit in zip(asked, visits, strict=True):
        made = proposals(one, visit, context.today, city_of(directory))
        records += made
        if (apply or patch) and (found := kept(one, made, directory)):
            facts[one.pole.slug] = found
    code = _exit_code(records, len(asked))
    if patch:
        _print_patch(context, directory, records, facts)
        return code
    if apply:
        _keep(context, facts)
    elif not records:
        context.warn(context.translate(N_("The sites give nothing to change.")))
    return _shown(records, code)


def subjects(directory: Directory, poles: Sequence[Pole], site: str | None) -> list["Subject"]:
    """Return the sites to visit; raise `PolesError` (not found) if none is known."""
    from poles_cli.corrections.refresh.names import names_of
    from poles_cli.corrections.refresh.proposals import subject

    if site is not None and len(poles) != 1:
        raise PolesError(
            USAGE, N_("--site goes with one pôle."), N_("Type: poles refresh laval --site URL")
        )
    served = [code for pole in active(directory) for code in pole.regions]
    alone = [region for region in directory.regions if served.count(region.code) < 2]
    names = {
        pole.slug: names_of(pole, [region for region in alone if region.code in pole.regions])
        for pole in [*poles, *active(directory)]
    }
    found = [
        one
        for pole in poles
        if (one := subject(pole, names[pole.slug], _without(names, pole.slug), site))
    ]
    if not found:
        raise PolesError(
            NOT_FOUND,
            N_("No site of its own or of its host is known for {name}."),
            N_("Type: poles refresh {slug} --site URL"),
            name=one_line(poles[0].name),
            slug=poles[0].slug,
        )
    return found


def _without(names: Mapping[str, "Names"], slug: str) -> list["Names"]:
    return [one for other, one in names.items() if other != slug]


def city_of(directory: Directory) -> Callable[[str], str | None]:
    """Return the function that gives the official name of a municipality, in any spelling."""

    def official(words: str) -> str | None:
        key = name_key(words) if len(words) < 60 else ""
        places = directory.locate(words).matches if key and not key.isdigit() else ()
        names = (
            one.name for one in places if key in (name_key(one.name), name_key(one.alias or ""))
        )
        return next(names, None)

    return official


def _typed(site: str | None) -> list[tuple[str, int]]:
    """Return the host and port of the address that the user typed, which may be private."""
    if site is None:
        return []
    new_client()  # raises an error if the extra is missing
    from poles_cli.corrections.refresh.client import Trouble, port_of, sent

    try:
        url = sent(site)
    except Trouble as trouble:
        raise PolesError(
            USAGE,
            N_("“{value}” is not the address of a web site: write https://… or http://…"),
            N_("Type: poles refresh --help"),
            value=excerpt(site),
        ) from trouble
    return [(url.host, port_of(url))]


def _keep(context: Context, facts: Mapping[str, Mapping[str, Record]]) -> None:
    from poles_cli.corrections.listing import keep

    if facts:
        keep(context.overlay, facts)
    message = context.translate(N_("Facts kept in {path}: {count}."))
    context.warn(message.format(path=context.overlay, count=sum(map(len, facts.values()))))


def _shown(records: Sequence[Record], code: int) -> Result:
    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.refresh import refresh_blocks

        return refresh_blocks(records, t)

    return Result("refresh", records, COLUMNS, draw, exit_code=code)


def _print_patch(
    context: Context,
    directory: Directory,
    records: Sequence[Record],
    facts: Mapping[str, Mapping[str, Record]],
) -> None:
    """Print the facts as one diff, and list on stderr what it leaves for a person to review."""
    from poles_cli.corrections.input import is_local
    from poles_cli.corrections.patch import patch
    from poles_cli.output.cards.refresh import left
    from poles_cli.output.formats import write_bytes

    t = context.translate
    if text := patch(directory, facts):
        write_bytes([text.encode()], context)
    else:
        context.warn(t(N_("The sites give nothing to change.")))
    for record in records:
        if record["status"] != "confirmed" and record["field"] not in facts.get(record["pole"], {}):
            context.warn(left(record, t))
    if any(is_local(fact["sources"][0]) for made in facts.values() for fact in made.values()):
        context.warn(t(N_("A source is a page of your own machine: nobody else can read it.")))


def _exit_code(records: Sequence[Record], sites: int) -> int:
    """Return 4 if no site could be read, else 0, even if a contact page failed."""
    errors = [one for one in records if one["status"] == "error" and one["field"] in SITES]
    return EXIT_CODES[IO] if len(errors) == sites else 0
