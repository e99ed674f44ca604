"""Train the model of exactly these examples, settings and components, once; print its path on the last line.

usage: training.py [--models DIR]     (default: models/ beside this file)
"""
from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
import time
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
MADE_FROM = ("config.yml", "uv.lock", "components/*.py", "data/**/*.yml")


def main() -> None:
    models = _asked().resolve()
    os.chdir(HERE)
    name = fingerprint()
    model = models / f"{name}.tar.gz"
    if is_whole(model):
        print(f"understanding: nothing changed since {name} was trained", file=sys.stderr)
    else:
        models.mkdir(parents=True, exist_ok=True)
        _train(model)
    print(model)


def fingerprint() -> str:
    """Names what a model would be made from: the same files give the same sixteen letters."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in MADE_FROM for path in HERE.glob(pattern)):
        digest.update(f"{path.relative_to(HERE)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def is_whole(model: Path) -> bool:
    """Is this the very file that training wrote? Its checksum lies beside it."""
    seal = seal_of(model)
    return model.is_file() and seal.is_file() and seal.read_text().split()[0] == _checksum(model)


def seal_of(model: Path) -> Path:
    return model.with_name(model.name + ".sha256")


def _asked() -> Path:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=HERE / "models")
    return parser.parse_args().models


def _train(model: Path) -> None:
    started = time.monotonic()
    print("understanding: starting Rasa (about 12 s)", file=sys.stderr)
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    sys.path.insert(0, str(HERE))
    from rasa.model_training import train_nlu

    print("understanding: reading the examples", file=sys.stderr)
    # Joined labels that occur once are no fault here: each head learns from the labels, not from the joined name.
    warnings.filterwarnings("ignore", message=".*training examples! Minimum is 2.*")
    with tempfile.TemporaryDirectory(dir=model.parent) as folder:
        with contextlib.redirect_stdout(sys.stderr):  # the last line of ours is the model's path, and the only one
            made = train_nlu("config.yml", "data", folder, fixed_model_name="made")
        if not made:
            sys.exit("understanding: Rasa trained nothing; its message above says which file to mend")
        _keep(Path(made), model)
    print(f"understanding: trained in {time.monotonic() - started:.0f} s", file=sys.stderr)


def _keep(made: Path, model: Path) -> None:
    """The seal goes first, so that a model without its seal is never taken for whole."""
    seal_of(model).write_text(f"{_checksum(made)}  {model.name}\n")
    shutil.move(made, model)


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
