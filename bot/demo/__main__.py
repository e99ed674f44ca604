"""`python -m bot.demo --port N --door URL`: the demonstration's providers."""

from __future__ import annotations

import argparse

import uvicorn

from bot.demo import ACCOUNT, TELEGRAM_TOKEN, TOKEN
from bot.demo.phones import Phones, app
from bot.demo.telegram import Telegram
from bot.demo.twilio import Twilio


def phones(door: str, url: str) -> Phones:
    """door: where the webhooks are; url: where this is served."""
    twilio = Twilio(account=ACCOUNT, token=TOKEN, door=door, automatic=True)
    telegram = Telegram(TELEGRAM_TOKEN)
    twilio.url = telegram.url = url
    return Phones(twilio, telegram)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Stands in for Twilio and Telegram in the demonstration.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--door", required=True, help="where the front door is, as its own settings have it")
    arguments = parser.parse_args()
    served = app(phones(arguments.door, f"http://127.0.0.1:{arguments.port}"))
    uvicorn.run(served, host="127.0.0.1", port=arguments.port, log_level="warning")
