"""Deeply immutable dictionaries and lists, which the library returns."""

from __future__ import annotations

from typing import Any, NoReturn

_CHANGES = (
    "__delitem__", "__iadd__", "__imul__", "__ior__", "__setitem__", "append", "clear", "extend",
    "insert", "pop", "popitem", "remove", "reverse", "setdefault", "sort", "update",
)  # fmt: skip


class FrozenDict(dict[str, Any]):
    """A dictionary that cannot be changed; it is equal to an ordinary one of the same content."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, Any]]]:
        """Pickle and copy by content: the usual way would fill an empty one."""
        return FrozenDict, (dict(self),)


class FrozenList(list[Any]):
    """A list that cannot be changed; it is equal to an ordinary one of the same content."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[FrozenList], tuple[list[Any]]]:
        """Pickle and copy by content: the usual way would fill an empty one."""
        return FrozenList, (list(self),)


def _refuse(self: object, *_: object, **__: object) -> NoReturn:
    raise TypeError("The records of a directory cannot be changed; copy what you need.")


for _kind in (FrozenDict, FrozenList):
    for _name in _CHANGES:
        if hasattr(_kind, _name):
            setattr(_kind, _name, _refuse)


def freeze(value: Any) -> Any:
    """Return a value with every dictionary and list in it frozen; frozen ones are not copied."""
    if type(value) is dict:
        return FrozenDict({key: freeze(item) for key, item in value.items()})
    if type(value) is list:
        return FrozenList([freeze(item) for item in value])
    return value
