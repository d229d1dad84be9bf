"""`python -m chibo` is the `chibo` command."""

import sys

from chibo.cli import main

sys.exit(main())
