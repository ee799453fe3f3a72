"""The minimum for the framework: a two-command program with the same options as ours."""

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def hello(name: str = "world") -> None:
    """Say hello."""
    print("hello", name)


@app.command()
def goodbye(name: str = "world") -> None:
    """Say goodbye."""
    print("goodbye", name)


if __name__ == "__main__":
    app()
