"""Run the program, and turn any error into one sentence and an exit code."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from poles_cli.base.errors import CLOSED_PIPE, INTERRUPTED, IO, STOPPED, N_, PolesError, reason

TYPE_CHECKING = False  # as in `typing`, without its imports, so that Ctrl-C works at once
if TYPE_CHECKING:
    from poles_cli.output.context import Context


# Signals that end no process, that no process can handle, and those of a crash.
_LEFT = "CHLD CONT INFO KILL STOP TSTP TTIN TTOU URG WINCH ABRT BUS EMT FPE ILL SEGV".split()


def main(argv: Sequence[str] | None = None, context: Context | None = None) -> int:
    """Run `poles` on `argv` and return its exit code.

    Without `argv`, the process is set up for one command; a caller that passes `argv` keeps its own
    setup, and may pass a context with other streams and another environment.
    """
    if argv is not None:
        return _answer(list(argv), context, ours=False)
    try:
        gc.disable()  # a command lasts milliseconds; streaming code turns it on again
        _open_missing_streams()
        _handle_signals()
        return _answer(sys.argv[1:], context, ours=True)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        _ignore_interruptions()
        if hasattr(gc, "freeze"):  # in CPython
            gc.freeze()  # the system takes all memory back: no need to visit each object first


def _answer(arguments: list[str], context: Context | None, *, ours: bool) -> int:
    # Imported here, inside the `try` that handles Ctrl-C.
    from poles_cli.base.i18n import choose_language
    from poles_cli.output.context import Context

    context = context or Context()
    context.language = choose_language(arguments, context.env)
    try:
        return _run(arguments, context)
    except PolesError as error:
        return _report(error, context)
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        return _report(PolesError(IO, N_("There is not enough memory for this.")), context)
    except OSError as error:
        if ours:
            _abandon_stdout()
        if isinstance(error, BrokenPipeError):
            return CLOSED_PIPE
        message = N_("Input or output failed: {reason}.")
        return _report(PolesError(IO, message, reason=reason(error)), context)


def _run(arguments: list[str], context: Context) -> int:
    if arguments[:1] == ["__complete"]:  # runs at each Tab: fast without the framework
        from poles_cli.cli.completion.answer import answer

        return answer(arguments[1:], context)
    from typer._click.exceptions import UsageError  # no public name; Typer's version is capped

    from poles_cli.cli.app import build, help_width

    try:
        code = build().main(
            arguments,
            prog_name="poles",
            complete_var="",  # no completion by the framework; ours is `__complete`
            standalone_mode=False,
            obj=context,
            terminal_width=help_width(context),
        )
    except UsageError as error:
        from poles_cli.cli.usage import explain_usage_error

        raise explain_usage_error(error, arguments) from error
    context.stdout.flush()
    return int(code or 0)


def _report(error: PolesError, context: Context) -> int:
    try:
        for line in error.render(context.translate):
            context.warn(line)
    except OSError:
        pass  # nobody reads the output
    return error.exit_code


def _handle_signals() -> None:
    """On any signal that would end the program, clean up once without interruption, then exit."""
    import signal

    received: list[int] = []

    def stop(number: int, _: object) -> None:
        received.append(number)
        if len(received) == 1:  # ignore any later signal
            raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(STOPPED + number)

    left = {getattr(signal, f"SIG{name}", 0) for name in _LEFT}
    usual, pipe = (signal.SIG_DFL, signal.default_int_handler), getattr(signal, "SIGPIPE", 0)
    for number in range(1, signal.NSIG):  # `valid_signals()` is slower
        # A signal that is ignored, as under nohup, stays ignored; Python always ignores SIGPIPE.
        if number not in left and (number == pipe or signal.getsignal(number) in usual):
            signal.signal(number, stop)


def _ignore_interruptions() -> None:
    """Ignore Ctrl-C once all is written, and die of a closed pipe, so that the exit is silent."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _open_missing_streams() -> None:
    """Replace closed streams: reading gives nothing, and writing raises an error."""
    import os

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            flags = os.O_WRONLY if name == "stderr" else os.O_RDONLY
            stream = open(os.open(os.devnull, flags), mode, encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, stream)


def _abandon_stdout() -> None:
    """Point stdout at /dev/null, or Python reports the same error again at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
