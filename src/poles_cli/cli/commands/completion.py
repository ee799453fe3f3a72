"""`poles completion`: the script for completion in a shell."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from poles_cli.base.errors import N_
from poles_cli.base.suggest import check_word
from poles_cli.output.context import Context

SHELLS = ("bash", "zsh", "fish")

HELP = N_(
    "Print the script that completes commands, options and names in a shell."
    '\n\nPut eval "$(poles completion bash)" in ~/.bashrc, or the same for zsh in ~/.zshrc after'
    " compinit; or write the script once where the shell looks for it: for zsh, a folder of"
    " fpath (fpath+=(~/.zfunc), before compinit). The program supplies the names of pôles,"
    " concepts, regions, places and sources at each Tab: they follow the data, and accents"
    " do not matter."
)
EXAMPLES = (
    "poles completion zsh -o ~/.zfunc/_poles",
    "poles completion fish -o ~/.config/fish/completions/poles.fish",
)


def script(shell: str, context: Context) -> str:
    """Return the script for `shell`; its descriptions are in the language of the context."""
    from poles_cli.cli.completion import bash, fish, zsh
    from poles_cli.cli.grammar import read

    t = context.translate
    if shell == "bash":
        return bash.script(read())
    if shell == "zsh":
        return zsh.script(read(t), t, t(N_("Commands")))
    return fish.script(read(t), t)


def prepare(context: Context, params: Mapping[str, Any]) -> None:
    """Make the folder for the script, which may not exist before the first one."""
    sentence = N_("There is no completion for “{word}”.")
    check_word(params["shell"], SHELLS, sentence, N_("Type: poles completion {first}"))
    if context.options.output and not context.options.format:
        from poles_cli.output.formats.files import make_folder_of

        make_folder_of(context.options.output)


def command(
    ctx: typer.Context,
    shell: Annotated[str, typer.Argument(metavar="SHELL", help=N_("{words}."))],
) -> int:
    """Write the script to stdout, or to the requested file."""
    from poles_cli.output.formats import write_verbatim

    return write_verbatim(script(shell, ctx.obj), ctx.obj)
