"""What was learned, kept in a file for the next start while what it was learned from stays the same."""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

Learned = TypeVar("Learned")
NAME = "understanding.pickle"
log = logging.getLogger("frontdoor.understanding")


def kept(folder: Path, sources: Iterable[Path], learn: Callable[[], Learned]) -> Learned:
    """From the folder's file if it was learned from exactly these sources; else learned now and written there.

    folder: only the door may be able to write there, as for its database: unpickling trusts what it reads. A file that
    cannot be read or written costs time, never the start.
    """
    key, path = _key(sources), folder / NAME
    try:
        with path.open("rb") as file:
            if pickle.load(file) == key:
                found: Learned = pickle.load(file)
                return found
    except (
        OSError,
        EOFError,
        pickle.UnpicklingError,
        AttributeError,
        ImportError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        log.info("what was learned is not kept in %s: %s", path, type(error).__name__)
    learned = learn()
    _write(path, key, learned)
    return learned


def _key(sources: Iterable[Path]) -> str:
    """Names and contents, and the Python that will read it."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(sources):
        content = path.read_bytes()
        digest.update(f"{path} {len(content)} ".encode() + content)
    return digest.hexdigest()


def _write(path: Path, key: str, learned: object) -> None:
    """All or nothing: another process may be reading it, or be killed while it writes."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=NAME)
        with os.fdopen(handle, "wb") as file:
            pickle.dump(key, file)
            pickle.dump(learned, file, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(name, path)
    except OSError as error:
        log.warning("what was learned cannot be kept in %s: %s", path, error)
