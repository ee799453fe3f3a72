"""The framework's own usage errors, said in our words and the person's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from poles_cli.errors import USAGE, N_, PolesError
from poles_cli.text import one_line


def explain_usage_error(error: Any) -> PolesError:
    """Return the `PolesError` that says what a framework usage error means."""
    name = type(error).__name__
    command = error.ctx.command_path if error.ctx is not None else "poles"
    hint = N_("Type: {command} --help")
    values: dict[str, Any] = {"command": command}
    if name == "NoSuchOption":
        values["option"] = one_line(error.option_name)
        if close := _close(error.option_name, error.possibilities or ()):
            values["candidates"] = ", ".join(close)
            return PolesError(
                USAGE, N_("There is no option {option}. Closest: {candidates}."), hint, **values
            )
        return PolesError(USAGE, N_("There is no option {option}."), hint, **values)
    if name == "BadOptionUsage":
        values["option"] = one_line(error.option_name)
        return PolesError(
            USAGE,
            N_("The option {option} lacks its value, or takes none and was given one."),
            hint,
            **values,
        )
    if name == "MissingParameter":
        values["parameter"] = _label(error)
        return PolesError(USAGE, N_("{parameter} is missing."), hint, **values)
    if name == "BadParameter":
        values["parameter"] = _label(error)
        return PolesError(
            USAGE, N_("The value of {parameter} is not of the right kind."), hint, **values
        )
    return PolesError(
        USAGE, N_("There are more arguments than this command takes."), hint, **values
    )


def _close(option: str, known: Iterable[str]) -> list[str]:
    """Return the options whose words are close: the dashes, alike in all, say nothing."""
    from difflib import get_close_matches

    words = {name.lstrip("-"): name for name in known}
    return [words[word] for word in get_close_matches(option.lstrip("-"), words)]


def _label(error: Any) -> str:
    param = error.param
    if param is None:
        return "?"
    return str(param.opts[0] if param.param_type_name == "option" else param.human_readable_name)
