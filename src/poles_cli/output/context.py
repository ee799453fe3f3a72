"""The context of a command: streams, terminal, colour, width and language; tests make their own."""

import os
import sys
from collections.abc import Mapping
from errno import EISDIR
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

from poles_cli.base.errors import DATA, N_, PolesError, reason
from poles_cli.base.files import possible
from poles_cli.base.folders import edition_name, user_folder
from poles_cli.base.i18n import Language, Translate, translator
from poles_cli.base.text import ascii_only, one_line
from poles_cli.directory.directory import Directory
from poles_cli.records.dataset import bundled

NO_TERMINAL = 80  # columns
_OFF = ("0", "false")


class OutputOptions(NamedTuple):
    """The options that every command shares; None means not given."""

    format: str | None = None
    fields: tuple[str, ...] = ()
    header: bool | None = None
    output: str | None = None
    force: bool = False
    bom: bool = False
    delimiter: str | None = None
    color: str | None = None
    data: str | None = None
    no_overlay: bool = False
    null: bool = False
    pager: bool = True


class Context:
    """A command's access to the outside: streams, environment, language, dataset."""

    def __init__(
        self,
        language: Language = "fr",
        env: Mapping[str, str] | None = None,
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
    ) -> None:
        self.language = language
        self.env = os.environ if env is None else env
        self.stdin = sys.stdin if stdin is None else stdin
        self.stdout = sys.stdout if stdout is None else stdout
        self.stderr = sys.stderr if stderr is None else stderr
        self.options = OutputOptions()

    @cached_property
    def directory(self) -> Directory:
        """The dataset that commands use, with the user's own corrections."""
        overlay = None if self.options.no_overlay else self.overlay
        return Directory(self.folder, overlay, self.dataset.states, frozen=False)

    @cached_property
    def dataset(self) -> Directory:
        """The dataset alone, without corrections.

        Raises `PolesError` (bad dataset) for another edition that breaks the rules of the data.
        """
        if not self._named_root:
            return Directory(self.folder, frozen=False)
        from poles_cli.rules.usable import usable

        states = usable(self.folder, user_folder("cache", self.env))
        return Directory(self.folder, states=states, frozen=False)

    @property
    def folder(self) -> Path:
        """The folder of the dataset, not yet checked: the given one, or the bundled one.

        Raises `PolesError` (bad dataset) for a name that no folder can have.
        """
        return possible(Path(self._named_root)) if self._named_root else bundled()

    @property
    def _named_root(self) -> str:
        return self.options.data or os.path.expanduser(self.env.get("POLES_DATA", ""))

    @cached_property
    def overlay(self) -> Path | None:
        """The file of the user's own corrections: POLES_OVERLAY, else one in their data folder.

        Another edition has its own file, named after the path of its folder, because the id of an
        edition may be anything. None if there is no home folder.
        """
        if named := self.env.get("POLES_OVERLAY"):
            return _named_overlay(named)
        folder = user_folder("data", self.env)
        if folder is None:
            return None
        ours = os.path.realpath(self.folder) == os.path.realpath(bundled())
        return folder / f"corrections-{'quebec' if ours else edition_name(self.folder)}.toml"

    @cached_property
    def translate(self) -> Translate:
        """The function that gives a message in the user's language."""
        return translator(self.language)

    @property
    def today(self) -> str:
        """Today's date, or that of SOURCE_DATE_EPOCH, for reproducible output."""
        import time

        epoch = self.env.get("SOURCE_DATE_EPOCH", "")
        known = epoch.isdecimal() and len(epoch) < 12  # later would be past the year 9999
        now = time.gmtime(int(epoch)) if known else time.localtime()
        return time.strftime("%Y-%m-%d", now)

    @property
    def to_terminal(self) -> bool:
        """True if the answer goes to a terminal: only this chooses between a table and TSV."""
        return self.options.output is None and _is_terminal(self.stdout)

    @cached_property
    def width(self) -> int:
        """Columns to write in: COLUMNS if it is set, else those of the terminal, else 80."""
        columns = self.env.get("COLUMNS", "")
        if columns.isdecimal() and len(columns) < 6 and int(columns):
            return int(columns)
        try:
            return os.get_terminal_size(self.stdout.fileno()).columns or NO_TERMINAL
        except (OSError, ValueError):  # not a terminal, or not a file at all
            return NO_TERMINAL

    @cached_property
    def height(self) -> int | None:
        """Lines of the terminal, None if stdout is not one."""
        try:
            return os.get_terminal_size(self.stdout.fileno()).lines or None
        except (OSError, ValueError):
            return None

    @property
    def color(self) -> bool:
        """True if escapes may be written to stdout.

        `--color` wins, then NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, TERM=dumb, and the terminal.
        """
        choice = self.options.color
        if choice in ("always", "never"):
            return choice == "always"
        if self.env.get("NO_COLOR"):
            return False
        for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
            if name in self.env and self.env[name] != "":
                return self.env[name].casefold() not in _OFF
        return self.env.get("TERM") != "dumb" and _is_terminal(self.stdout)

    def encodable(self, glyphs: str) -> bool:
        """Return True if stdout can encode `glyphs`."""
        try:
            glyphs.encode(self.stdout.encoding or "utf-8")
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    @property
    def binary(self) -> BinaryIO:
        """Stdout as bytes, for machine formats, which are UTF-8 in any locale."""
        self.stdout.flush()
        return self.stdout.buffer

    def say(self, text: str) -> None:
        """Write text for the user to stdout, replacing characters that it cannot encode."""
        print(speakable(text, self.stdout), file=self.stdout)

    def warn(self, message: str) -> None:
        """Write one line to stderr; text the user typed is made safe first."""
        print(speakable(one_line(message), self.stderr), file=self.stderr)


def _named_overlay(name: str) -> Path:
    """Return the file that POLES_OVERLAY names; it may be missing, not inaccessible or a folder."""
    name = os.path.expanduser(name)  # a shell leaves the ~ of a quoted value
    try:
        if not os.path.basename(name):  # a `Path` would lose the last slash, and name a file
            raise IsADirectoryError(EISDIR, "")
        os.stat(name)
    except (PermissionError, IsADirectoryError) as error:
        raise PolesError(
            DATA,
            N_("{path} cannot be read: {reason}."),
            N_("Correct POLES_OVERLAY, or answer without it: add --no-overlay."),
            path=one_line(name),
            reason=reason(error),
        ) from error
    except (OSError, ValueError):
        pass  # it will be created, or reading it will report the problem
    return possible(Path(name))


def speakable(text: str, stream: TextIO) -> str:
    """Return `text` with plain letters for the characters that `stream` cannot encode."""
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        pieces = []
        for character in text:
            try:
                character.encode(encoding)
            except UnicodeEncodeError:
                character = ascii_only(character)
            pieces.append(character)
        return "".join(pieces)
    return text


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # a closed stream is not a terminal
        return False
