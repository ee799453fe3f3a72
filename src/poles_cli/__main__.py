"""`python -m poles_cli`."""

import sys

from poles_cli.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
