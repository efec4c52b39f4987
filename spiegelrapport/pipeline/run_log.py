"""build.log: what happened when, with every traceback, and never a patient's value."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOG = logging.getLogger("spiegelrapport")
VORM = "%(asctime)s %(levelname)s %(message)s"


@contextmanager
def log_to(pad: Path) -> Iterator[None]:
    """Everything logged within goes to `pad`, behind what is there; an exception leaves its traceback."""
    schrijver = logging.FileHandler(pad, encoding="utf-8")
    pad.chmod(0o600)
    schrijver.setFormatter(logging.Formatter(VORM))
    niveau = LOG.level
    LOG.addHandler(schrijver)
    LOG.setLevel(logging.INFO)
    try:
        LOG.info("begonnen")
        yield
        LOG.info("klaar")
    except Exception:
        LOG.exception("gestopt")
        raise
    finally:
        LOG.setLevel(niveau)
        LOG.removeHandler(schrijver)
        schrijver.close()
