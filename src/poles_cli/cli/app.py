"""The Typer application: lazy commands, shared options, and help in the user's language."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Translate
from poles_cli.cli.commands import COMMANDS, formats_of, kind_of, prepare, writes_records
from poles_cli.cli.options import ALL_FIELDS, merge, shared_options
from poles_cli.output.context import Context
from poles_cli.output.result import Result

# Keep start-up close to a hello-world: no Rich in help or errors, and our own completion.
PLAIN: dict[str, Any] = {
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "add_completion": False,
}


OUTPUT = N_("--format, --json, --fields, -o FILE, --lang and others: poles help output")


class _Translated:
    """Help in the language of the context; mixed into the command and the group."""

    examples: Sequence[str] = ()

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        t = ctx.obj.translate
        formatter.write_usage(
            ctx.command_path,
            " ".join(_piece(piece.strip("{}"), t) for piece in pieces),
            f"{t(N_('Usage:'))} ",
        )

    def text(self, message: str | None, t: Translate, param: Any = None) -> str:
        """Return a text of the help in a language, `{words}` being the parameter's vocabulary."""
        text = t(message) if message else ""
        if "{words}" in text:
            from poles_cli.cli.completion.candidates import value_of

            name = param.opts[0] if param.param_type_name == "option" else param.metavar
            value = value_of(self.name, name, param.metavar)  # type: ignore[attr-defined]
            *others, last = (word for word, _ in value.words)
            listed = t(N_("{words} or {last}")).format(words=", ".join(others), last=last)
            text = text.replace("{words}", listed)
        return text

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        t = ctx.obj.translate
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.text(self.help, t))  # type: ignore[attr-defined]
        if self.examples:
            with formatter.section(_heading(N_("Examples"), t)):
                # Never wrapped, however long: a wrapped line cannot be copied.
                formatter.write("".join(f"  {example}\n" for example in self.examples))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = N_("Show this message and exit.")
            option.callback = _say_help
        return option

    def write_output_options(self, ctx: Any, formatter: Any) -> None:
        """Write the output options, each explained; other commands sum them up in one line."""
        title = N_("Output options")
        with formatter.section(_heading(title, ctx.obj.translate)):
            formatter.write_dl(self._parameters(ctx)[title])

    def _write_parameters(self, ctx: Any, formatter: Any) -> None:
        t = ctx.obj.translate
        sections = self._parameters(ctx)
        for title in ("Arguments", "Options"):
            if rows := sections.get(title):
                with formatter.section(_heading(title, t)):
                    formatter.write_dl(rows)
        with formatter.section(_heading("Output options", t)):
            formatter.write_text(t(OUTPUT))

    def _parameters(self, ctx: Any) -> dict[str, list[tuple[str, str]]]:
        """Return the names and the text of each parameter, by the title of its section."""
        t = ctx.obj.translate
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            param.help = self.text(param.help, t, param)  # before the framework adds its own text
            record = param.get_help_record(ctx)
            if record is None:
                continue
            names, text = record
            for words in (N_("[required]"), N_("[default:")):
                text = text.replace(words, t(words))
            if (least := getattr(param.type, "min", None)) is not None:
                most = param.type.max
                bounds = N_("{least} or more") if most is None else N_("from {least} to {most}")
                range_ = t(bounds).format(least=least, most=most)
                text = text.replace(param.type._describe_range(), range_)
            if param.metavar:
                names = names.replace(param.metavar, t(param.metavar))
            title: str = N_("Options")
            if param.param_type_name == "argument":
                title = N_("Arguments")
            elif param.name.startswith("shared_") and not hasattr(param, "own"):
                title = N_("Output options")
            sections.setdefault(title, []).append((names, text))
        return sections


def _say_help(ctx: Any, _: Any, asked: bool) -> None:
    """Write the help to the context's stream, replacing characters that it cannot encode."""
    if asked and not ctx.resilient_parsing:
        from poles_cli.output.formats import say

        say([f"{ctx.get_help()}\n"], ctx.obj)
        ctx.exit()


def _piece(piece: str, t: Translate) -> str:
    """Return a word of the usage line in the user's language, within its brackets if any."""
    word = piece.strip("[]")
    return t(piece) if t(piece) != piece else piece.replace(word, t(word))


def _heading(title: str, t: Translate) -> str:
    """Return a title with French's space before the colon, which the framework adds."""
    return t(N_("{label}:")).format(label=t(title)).removesuffix(":")


class PolesCommand(_Translated, TyperCommand):
    """A command that accepts the shared options and passes its result to the renderer."""

    def __init__(self, *args: Any, params: list[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, params=[*(params or []), *shared_options()], **kwargs)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        self._write_parameters(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Treat --fields without a value as a question, even if other arguments are missing."""
        for index, word in enumerate(args):
            if word == "--fields" and all(
                next_[:1] == "-" for next_ in args[index + 1 : index + 2]
            ):
                args[index] = f"--fields={ALL_FIELDS}"
                for param in self.params:
                    param.required = False
            if word == "--":
                break
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> int:
        context: Context = ctx.obj
        merge(context, ctx.params)
        if context.options.fields == (ALL_FIELDS,):
            return self._list_fields(ctx)
        from poles_cli.output.formats import check_output, format_of_file, render

        name = str(self.name)
        formats = tuple(formats_of(name))
        if writes_records(name, ctx.params):
            format_ = format_of_file(context, formats)
            context.options = context.options._replace(format=format_)
        prepare(name, context, ctx.params)
        check_output(context, kind_of(name, context, ctx.params), formats)
        result = super().invoke(ctx)
        return render(result, context) if isinstance(result, Result) else int(result or 0)

    def _list_fields(self, ctx: Any) -> int:
        from poles_cli.directory.collections import ALL, WHAT
        from poles_cli.output.formats import check_output, write_verbatim
        from poles_cli.rules.records import field_names

        context: Context = ctx.obj
        kind = kind_of(str(self.name), context, ctx.params)
        if kind is None:
            check_output(context, kind)  # it has no fields: this raises the error
        if kind == ALL:  # the fields of each collection, after its name
            lines = [f"{one}\t{name}\n" for one in WHAT for name in field_names(one)]
        else:
            lines = [f"{name}\n" for name in field_names(str(kind))]
        return write_verbatim("".join(lines), context)


class PolesGroup(_Translated, TyperGroup):
    """The program; it imports a command's module when the command is invoked."""

    def __init__(self, *args: Any, params: list[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, params=[*(params or []), *shared_options()], **kwargs)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"poles_cli.cli.commands.{cmd_name}")
        single = typer.Typer(**PLAIN)
        single.command(
            cmd_name,
            cls=PolesCommand,
            help=module.HELP,
            context_settings=SETTINGS | getattr(module, "SETTINGS", {}),
        )(module.command)
        command: Any = typer.main.get_command(single)
        command.examples = module.EXAMPLES
        for param in command.params:
            if param.name == "shared_format" and hasattr(module, "FORMAT_HELP"):
                param.help, param.own = module.FORMAT_HELP, True  # every command needs it
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from poles_cli.cli.usage import unknown_command

            merge(ctx.obj, ctx.params)
            raise unknown_command(args, ctx.obj)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        self._write_parameters(ctx, formatter)
        t = ctx.obj.translate
        with formatter.section(_heading(N_("Commands"), t)):
            formatter.write_dl([(name, t(summary)) for name, summary in COMMANDS.items()])
        from poles_cli.cli.topics import GUIDE, TOPICS

        with formatter.section(_heading(N_("Topics of poles help"), t)):
            formatter.write_dl([(name, t(summary)) for name, summary in (GUIDE | TOPICS).items()])

    def invoke(self, ctx: Any) -> Any:
        merge(ctx.obj, ctx.params)
        return super().invoke(ctx)


SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}


def help_width(context: Context) -> int:
    """Return the length of help lines: the screen's width, up to what is easy to read."""
    return max(50, min(context.width, 100) - 2)


def welcome(
    ctx: typer.Context,
    version: bool = typer.Option(False, "--version", help=N_("Show the version and exit.")),
) -> int:
    """Show the welcome when no command is given."""
    context: Context = ctx.obj
    if version:
        from poles_cli.base.version import __version__

        context.say(f"poles {__version__}")
        raise typer.Exit(0)
    if ctx.invoked_subcommand is None:
        from poles_cli.cli.welcome import welcome_text
        from poles_cli.output.formats import check_output, write_verbatim

        check_output(context, None)
        return write_verbatim(welcome_text(context), context, for_people=True)
    return 0


def build() -> Any:
    """Return the command-line program, ready to be run with a `Context` as its object."""
    app = typer.Typer(
        cls=PolesGroup, invoke_without_command=True, context_settings=SETTINGS, **PLAIN
    )
    app.callback(help=N_("The reference directory of Québec's social-economy hubs (pôles)."))(
        welcome
    )
    return typer.main.get_command(app)
