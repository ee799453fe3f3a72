"""One error type, one table from its kind to the exit code of the program."""

from __future__ import annotations

NOT_FOUND = "not found"
USAGE = "usage"
DATA = "data"
IO = "io"

EXIT_CODES = {NOT_FOUND: 1, USAGE: 2, DATA: 3, IO: 4}
INTERRUPTED = 130


def N_(message: str) -> str:
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


class PolesError(Exception):
    """Something the user can act on: what went wrong, and what to type next.

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

    def __str__(self) -> str:
        """The error in English: what a Python caller sees."""
        return " ".join(self.render(str))

    def render(self, translate: object) -> list[str]:
        """Return the message, then the hint if there is one, through `translate`."""
        assert callable(translate)
        texts = [self.message, self.hint] if self.hint else [self.message]
        return [translate(text).format(**self.values) for text in texts]
