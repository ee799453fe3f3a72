"""Export the whole dataset as related SQLite tables, with a full-text table, in one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from poles_cli.base.errors import DATA, IO, USAGE, N_, PolesError
from poles_cli.output.context import Context
from poles_cli.output.formats.sqlite_rows import Row, rows
from poles_cli.output.formats.sqlite_schema import indexes, schema, tables
from poles_cli.output.result import Result

# Set everything that affects the bytes of the file, instead of the library's defaults.
_SETTINGS = "PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE; PRAGMA user_version = 1;"


def write_sqlite(result: Result, context: Context) -> Iterator[bytes]:
    """Yield the bytes of a database.

    It must go to a file, since a database is useless on a screen. Raises `PolesError`: usage
    without `--output`; bad dataset if a reference is broken.
    """
    if context.options.output is None:
        raise PolesError(
            USAGE,
            N_("A database goes to a file."),
            N_("Type: poles export --format sqlite --output poles.sqlite"),
        )
    yield database(rows(context.directory))


def database(content: Iterable[Row]) -> bytes:
    """Build the database in memory, so that a failure leaves nothing behind."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(_SETTINGS + schema())
        connection.execute("BEGIN")
        _insert(connection, content)
        connection.execute("COMMIT")
        _check(connection)
        connection.executescript(indexes() + "VACUUM;")
        return connection.serialize()
    except sqlite3.IntegrityError as error:
        raise PolesError(
            DATA,
            N_("The dataset does not fit its tables: {error}."),
            N_("Type: poles check"),
            error=error,
        ) from error
    except sqlite3.OperationalError as error:  # the library was built without full-text search
        raise PolesError(
            IO, N_("This Python's SQLite cannot write the database: {error}."), error=error
        ) from error
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, content: Iterable[Row]) -> None:
    """Insert each record, in the columns of its table."""
    known = tables()
    for name, record in content:
        columns = [column for column in known[name].columns if column.path]
        names, marks = ", ".join(c.name for c in columns), ", ".join("?" * len(columns))
        values = [column.value(record) for column in columns]
        connection.execute(f"INSERT INTO {name} ({names}) VALUES ({marks})", values)


def _check(connection: sqlite3.Connection) -> None:
    """Raise for broken references. They are checked here because tables refer to each other."""
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        raise PolesError(
            DATA,
            N_("The dataset refers to something that it does not hold: {table} {row} → {parent}."),
            N_("Type: poles check"),
            table=table,
            row=rowid,
            parent=parent,
        )
