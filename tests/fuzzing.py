"""Settings of fuzz tests: a short run with a fixed seed, or POLES_FUZZ_CASES random cases.

Work is counted, not timed: in calls of Python and C functions.
"""

import os
import sys
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, settings

CASES = int(os.environ.get("POLES_FUZZ_CASES", "0"))


def fuzz(cases: int) -> settings:
    """Return the settings of a test: `cases` in the suite, POLES_FUZZ_CASES in a long run."""
    return settings(
        max_examples=CASES or cases,
        derandomize=not CASES,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def in_proportion(act: Callable[[int], object], size: int, apart: int = 20_000) -> None:
    """Check that work grows no faster than the size, without what is done only once.

    `apart` is the work that a longer text may need once more, such as the suggestions for it.
    """
    act(1)
    once, some, many = (_calls(act, times) for times in (1, size, 4 * size))
    assert many - some < 6 * max(0, some - once) + apart, (once, some, many)


def _calls(act: Callable[[int], object], size: int) -> int:
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event.endswith("call")

    sys.setprofile(count)
    try:
        act(size)
    finally:
        sys.setprofile(None)
    return calls
