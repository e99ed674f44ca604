"""`frontdoor`: the console command. Each subcommand is a function of its own, found in one list."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

import httpx

from bot import logs
from bot.channels import templates
from bot.council import CouncilError, load
from bot.house import House
from bot.improving import DOUBTFUL
from bot.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(prog="frontdoor", description="A council's conversational front door.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_serve, _worker, _talk, _understand, _council, _staff, _doctor, _export, _erase, _unsure, _labelled):
        add(commands)
    arguments = parser.parse_args()
    try:
        code = arguments.run(arguments) or 0
        sys.stdout.flush()
    except BrokenPipeError:  # `| head`: nobody reads on. What is still to be written goes nowhere, and without a word
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _command(commands: Any, name: str, run: Callable[[Any], int | None], help: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    parser.set_defaults(run=run)
    return parser


def _serve(commands: Any) -> None:
    def run(arguments: Any) -> None:
        import uvicorn

        from bot.app import create

        logs.start("door")
        uvicorn.run(
            create(),
            host=arguments.host,
            port=arguments.port,
            log_config=None,
            proxy_headers=True,
            timeout_graceful_shutdown=2,  # open event streams come back by themselves
        )

    parser = _command(commands, "serve", run, "Serve residents and staff over HTTP.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")


def _worker(commands: Any) -> None:
    def run(arguments: Any) -> None:
        from bot import worker

        logs.start("worker")
        asyncio.run(worker.run(House.open(Settings.from_environment())))

    _command(commands, "worker", run, "Answer what residents wrote and send what is due; run as many as needed.")


def _talk(commands: Any) -> None:
    parser = _command(commands, "talk", talk, "Hold a conversation in the terminal, by the same API as everyone.")
    parser.add_argument("--url", default="http://localhost:8000")
    parser.add_argument("--lang", default="en")


def talk(arguments: Any) -> int:
    """Reads lines from the terminal (or a file) and prints what is said back. An empty line waits for news."""
    try:
        _converse(arguments)
    except httpx.HTTPError as problem:
        print(
            f"{arguments.url} did not answer ({problem}). Start it with bin/run, or name another --url.",
            file=sys.stderr,
        )
        return 1
    return 0


def _converse(arguments: Any) -> None:
    with httpx.Client(base_url=arguments.url, timeout=30) as client:
        opened = client.post("/api/conversations", json={"lang": arguments.lang}).raise_for_status().json()
        client.headers["Authorization"] = f"Bearer {opened['token']}"
        path, seen = f"/api/conversations/{opened['id']}/messages", 0
        print("Say what is wrong, or what you need. Ctrl-D ends.", flush=True)
        for line in sys.stdin:
            if line.strip():
                message = {"text": line.rstrip("\n"), "client_id": str(uuid.uuid4())}
                seen = max(seen, client.post(path, json=message).raise_for_status().json()["seq"])
            seen = _print_answer(client, path, seen)


def _print_answer(client: httpx.Client, path: str, seen: int) -> int:
    """Waits up to ten seconds for something new, and prints it."""
    for _ in range(100):
        fresh = client.get(path, params={"after": seen}).raise_for_status().json()["messages"]
        for message in fresh:
            if message["from"] != "resident":
                print(f"\n{message['name']}: {message['text']}\n", flush=True)
        if fresh:
            return int(fresh[-1]["seq"])
        time.sleep(0.1)
    return seen


def _understand(commands: Any) -> None:
    def run(arguments: Any) -> None:
        from bot.understand import understand

        settings = Settings.from_environment()
        asyncio.run(understand(settings, sys.stdin, sys.stdout, keywords_only=arguments.keywords))

    parser = _command(commands, "understand", run, "Read messages as JSON lines; write how each is understood.")
    parser.add_argument(
        "--keywords", action="store_true", help="use the built-in keyword understanding even if Rasa is up"
    )


IN_THEIR_OWN_LANGUAGE = "interpreter."
"""Phrases of the English file that are written in the language they offer; nobody translates them."""


def _council(commands: Any) -> None:
    parser = commands.add_parser("council", help="Check the council folder.")
    inner = parser.add_subparsers(dest="what", required=True)
    check = inner.add_parser("check", help="Say what is wrong or missing in the council folder.")
    check.set_defaults(run=council_check)


def council_check(arguments: Any) -> int:
    """0: the folder can be used. Missing translations are listed, and are not errors: English is said instead."""
    folder = Settings.from_environment().council
    try:
        council = load(folder)
        templates.load(folder)
    except CouncilError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{len(council.services)} services, {len(council.teams)} teams, {len(council.routes)} routes, {folder}")
    for lang, wording in council.wordings.items():
        wanted = {one for one in council.wordings["en"].phrases if not one.startswith(IN_THEIR_OWN_LANGUAGE)}
        missing = sorted(wanted - set(wording.phrases))
        print(f"{lang}: {len(wording.phrases)} phrases, {len(missing)} missing {' '.join(missing[:8])}")
    return 0


def _staff(commands: Any) -> None:
    parser = commands.add_parser("staff", help="Staff accounts.")
    inner = parser.add_subparsers(dest="what", required=True)
    add = inner.add_parser("add", help="Add a member of staff; the password is asked for, or read from standard input.")
    add.add_argument("username")
    add.add_argument("--name", required=True)
    add.add_argument("--team", required=True)
    add.set_defaults(run=staff_add)


def staff_add(arguments: Any) -> int:
    import getpass

    from handoff import staff

    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    staff.add(House.open(Settings.from_environment()), arguments.username, arguments.name, arguments.team, password)
    print(f"{arguments.name} can sign in at /desk as {arguments.username}")
    return 0


def _export(commands: Any) -> None:
    def run(arguments: Any) -> int:
        from bot import personal_data

        try:
            held = personal_data.export(House.open(Settings.from_environment()), arguments.reference)
        except personal_data.NotHeld as problem:
            print(problem, file=sys.stderr)
            return 1
        print(json.dumps(held, indent=1, ensure_ascii=False))
        return 0

    parser = _command(commands, "export", run, "Print everything held about an enquiry's conversation, as JSON.")
    parser.add_argument("reference")


def _erase(commands: Any) -> None:
    def run(arguments: Any) -> int:
        from bot import personal_data

        try:
            personal_data.erase(House.open(Settings.from_environment()), arguments.reference)
        except personal_data.NotHeld as problem:
            print(problem, file=sys.stderr)
            return 1
        print(f"What was said in the conversation of {arguments.reference} is erased; dates and promises stay.")
        return 0

    parser = _command(commands, "erase", run, "Erase what a resident said and sent; dates and promises stay.")
    parser.add_argument("reference")


def _unsure(commands: Any) -> None:
    def run(arguments: Any) -> None:
        from bot import improving

        found = improving.doubts(House.open(Settings.from_environment()), arguments.below)
        print(improving.as_training_data((improving.guess(one.understood), one.text) for one in found), end="")

    parser = _command(
        commands, "unsure", run, "Messages understood with doubt, masked, as Rasa training data to label."
    )
    parser.add_argument("--below", type=float, default=DOUBTFUL, help="how sure is sure enough (default %(default)s)")


def _labelled(commands: Any) -> None:
    def run(arguments: Any) -> None:
        from bot import improving

        print(improving.as_training_data(improving.lessons(House.open(Settings.from_environment()))), end="")

    _command(commands, "labelled", run, "What staff say messages mean, masked, as Rasa training data for nlu/data.")


def _doctor(commands: Any) -> None:
    _command(commands, "doctor", doctor, "Say what works and what does not, and what to do about it.")


def doctor(arguments: Any) -> int:
    settings = Settings.from_environment()
    house = House.open(settings)
    with house.database.read() as connection:
        print(f"database   ok ({connection.dialect.name})")
    print(
        f"redis      {'ok' if house.wake.is_up() else 'away: start it, or set REDIS_URL; until then work is found by sweeping'}"
    )
    try:
        answer = httpx.get(f"{settings.rasa_url}/", timeout=2)
        print(f"rasa       {'ok' if answer.is_success else answer.status_code}")
    except httpx.HTTPError:
        print("rasa       away: messages are understood by keywords until it is up")
    print(json.dumps({"council": str(settings.council), "data": str(settings.data)}))
    return 0


if __name__ == "__main__":
    main()
