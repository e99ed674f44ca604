"""Serve a trained model's /model/parse, on this machine only unless told otherwise.

usage: RASA_TOKEN=... serve [--model FILE] [--port 5005] [--interface 127.0.0.1]

Refuses a model that is not byte for byte what training wrote. Every request must carry ?token=$RASA_TOKEN.
"""
from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from training import HERE, fingerprint, is_whole


def main() -> None:
    asked = _asked()
    model = asked.model.resolve()
    token = os.environ.get("RASA_TOKEN")
    if not token:
        sys.exit("understanding: set RASA_TOKEN to the token that requests must carry")
    if not is_whole(model):
        sys.exit(f"understanding: {model} is missing or not what training wrote; run nlu/train")
    _serve(model, asked, token)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=HERE / "models" / f"{fingerprint()}.tar.gz")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--interface", default="127.0.0.1", help="another only inside a network of its own")
    return parser.parse_args()


def _serve(model: Path, asked: argparse.Namespace, token: str) -> None:
    """Inside this process rather than as a command, so that the token is in no list of processes."""
    os.chdir(HERE)
    os.environ.update(RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3")
    sys.path.insert(0, str(HERE))
    sys.argv = ["rasa", "run", "--enable-api", "--model", str(model)]
    sys.argv += [f"--auth-token={token}"]  # one word: a token may begin with a dash
    sys.argv += ["-i", asked.interface, "--port", str(asked.port), "--connector", "no_channel.NoChannel"]
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
