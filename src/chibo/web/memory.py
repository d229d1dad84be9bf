"""What the collector of cycles looks at: a look at everything the program is made of stops everybody."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SELDOM = (20_000, 20, 20)
"""New things, and rounds of looking at them, between two looks at younger, older and all things.

By itself Python looks every 700: a thousand people who act at once are looked at a hundred times, and once
or twice at everything there is, which took a third of a second each time.
"""


@asynccontextmanager
async def settled() -> AsyncIterator[None]:
    """Leave alone what is there when the server has started: it stays until the server stops."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
