"""The program: run the application, turn what goes wrong into one sentence and an exit code."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from poles_cli.base.errors import CLOSED_PIPE, INTERRUPTED, IO, STOPPED, N_, PolesError, reason

TYPE_CHECKING = False  # that of `typing`, without what it imports: Ctrl-C is heeded from the start
if TYPE_CHECKING:
    from poles_cli.output.context import Context


def main(argv: Sequence[str] | None = None, context: Context | None = None) -> int:
    """Run `poles` on `argv` and return its exit code.

    Without `argv` the process is ours, and is set up for a command; a caller that passes `argv`
    keeps its own, and may pass a context with other streams and another environment.
    """
    if argv is not None:
        return _answer(list(argv), context, ours=False)
    try:
        gc.disable()  # a command lives for milliseconds; what streams in bulk turns it on again
        _open_missing_streams()
        _heed_signals()
        return _answer(sys.argv[1:], context, ours=True)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        _ignore_interruptions()


def _answer(arguments: list[str], context: Context | None, *, ours: bool) -> int:
    # Imported here, where an interruption is an answer too.
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
    if arguments[:1] == [
        "__complete"
    ]:  # a shell asks at each Tab: without the framework, it is quick
        from poles_cli.cli.completion.answer import answer

        return answer(arguments[1:], context)
    from typer._click.exceptions import UsageError  # no public name for it; Typer is capped

    from poles_cli.cli.app import build, help_width

    try:
        code = build().main(
            arguments,
            prog_name="poles",
            complete_var="",  # no completion by the framework: ours is `__complete`
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
        pass  # nobody is listening
    return error.exit_code


def _heed_signals() -> None:
    """Die silently when nobody reads on; when told to stop, stop once and tidy up undisturbed."""
    import signal

    told: list[int] = []

    def stop(number: int, _: object) -> None:
        told.append(number)
        if len(told) == 1:  # another signal, of whatever kind, changes nothing
            raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(STOPPED + number)

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    # A signal that is ignored, as under nohup, stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop)
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGXCPU"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)


def _ignore_interruptions() -> None:
    """All is written: what is left is the interpreter's own end, which says nothing."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _open_missing_streams() -> None:
    """Stand in for streams that were closed: nothing to read, and an error where one writes."""
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
