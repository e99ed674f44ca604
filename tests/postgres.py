"""A PostgreSQL server of the tests' own, on a free port, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cast import free_port


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else Path(shutil.which("initdb") or "/usr/bin/initdb").parent


def _as_postgres(command: list[str]) -> None:
    """PostgreSQL refuses to run as root, so root runs it as its own system account."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database."""
    folder, port, programs = Path(tempfile.mkdtemp(prefix="frontdoor-postgres-")), free_port(), _programs()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = str(folder / "data")
    _as_postgres([str(programs / "initdb"), "-D", data, "-U", "frontdoor", "--auth", "trust", "-E", "UTF8"])
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    _as_postgres([str(programs / "pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start"])
    try:
        yield f"postgresql://frontdoor@127.0.0.1:{port}/postgres"
    finally:
        _as_postgres([str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)
