"""One error type, one table from its kind to the exit code of the program."""

from __future__ import annotations

from collections.abc import Callable

NOT_FOUND = "not found"
USAGE = "usage"
DATA = "data"
IO = "io"

EXIT_CODES = {NOT_FOUND: 1, USAGE: 2, DATA: 3, IO: 4}
INTERRUPTED = 130
CLOSED_PIPE = 141
LONGEST = 2000  # characters of a value in a message
STOPPED = 128  # and the number of the signal


class Message(str):
    """A message id: text that is translated when it is shown."""

    __slots__ = ()


def N_(message: str) -> Message:
    """Mark a message for translation."""
    return Message(message)


class PolesError(Exception):
    """An error that the user can act on: what went wrong, and what to type next.

    `message` and `hint` are message ids; `values` fill their placeholders. Neither is translated
    before it is shown, so that the library raises the same error in every language.
    """

    def __init__(self, kind: str, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.hint = hint
        self.values = values

    @property
    def exit_code(self) -> int:
        """Exit code documented for this kind of error."""
        return EXIT_CODES[self.kind]

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy without `__init__`, which the default would call without a kind."""
        return _blank, (type(self), *self.args), self.__dict__

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.kind!r}, {str(self)!r})"

    def __str__(self) -> str:
        """Return the error in English, for Python callers."""
        return " ".join(self.render(str))

    def render(self, translate: Callable[[str], str]) -> list[str]:
        """Return the message, then the hint if there is one, through `translate`.

        A value may be a message too, with placeholders of its own.
        """
        values = {
            name: translate(value).format(**self.values)
            if isinstance(value, Message)
            else _brief(value)
            for name, value in self.values.items()
        }
        texts = [self.message, self.hint] if self.hint else [self.message]
        return [translate(text).format(**values) for text in texts]


def _brief(value: object) -> object:
    """Return a value of a message, cut if it is too long to read."""
    text = str(value)
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else value


def _blank(kind: type[PolesError], *args: object) -> PolesError:
    return kind.__new__(kind, *args)


def reason(error: OSError | ValueError) -> str:
    """Return why a file was refused, as a message id if the reason is common.

    A `ValueError` means a bad name: one with a NUL or half of a character.
    """
    import errno

    if isinstance(error, ValueError):
        return N_("no file can have such a name")
    known = {
        errno.EACCES: N_("permission denied"),
        errno.EPERM: N_("permission denied"),
        errno.ENOENT: N_("no such file or folder"),
        errno.ENOTDIR: N_("no such file or folder"),
        errno.EISDIR: N_("it is a folder"),
        errno.ENOSPC: N_("the disk is full"),
        errno.EROFS: N_("the disk is read-only"),
        errno.EBADF: N_("the stream is closed"),
        errno.ENAMETOOLONG: N_("its name is too long"),
        errno.ELOOP: N_("its links go round in circles"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)
