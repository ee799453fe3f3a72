"""What bare `poles` says: what this is, three things to try, the commands."""

from __future__ import annotations

from poles_cli.context import Context
from poles_cli.errors import N_

EXAMPLES = (
    ("poles list --region montreal", N_("the pôle of a region")),
    ("poles show tresca", N_("everything known about a pôle")),
    ("poles explain economie-sociale", N_("what a word means")),
)


def greet(context: Context) -> None:
    """Write the welcome to stdout."""
    from poles_cli.app import COMMANDS

    t = context.translate
    context.say(t(N_("poles: the directory of Québec's social-economy hubs, and of their words.")))
    context.say("")
    context.say(t(N_("To begin:")))
    width = max(len(example) for example, _ in EXAMPLES)
    for example, text in EXAMPLES:
        context.say(f"  {example:<{width}}  {t(text)}")
    context.say("")
    context.say(t(N_("Commands:")))
    width = max(len(name) for name in COMMANDS)
    for name, summary in COMMANDS.items():
        context.say(f"  {name:<{width}}  {t(summary)}")
    context.say("")
    context.say(t(N_("Help on one: poles COMMAND --help")))
