"""How many cases a fuzz test runs: a short run of fixed seed, or POLES_FUZZ_CASES random ones."""

import os

from hypothesis import HealthCheck, Phase, settings

CASES = int(os.environ.get("POLES_FUZZ_CASES", "0"))


def fuzz(cases: int) -> settings:
    """Return the settings of a test: `cases` in the suite, as many as asked for in a real run."""
    return settings(
        max_examples=CASES or cases,
        derandomize=not CASES,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
