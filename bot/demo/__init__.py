"""The demonstration: phones on a page, and small local servers that stand in for the providers. Never used otherwise."""

from __future__ import annotations

SMS_NUMBER = "+442079460000"
WHATSAPP_NUMBER = "whatsapp:+442079460001"
"""Numbers that Ofcom keeps for stories."""
ACCOUNT = "AC" + "0" * 32
TOKEN = "demonstration"
TELEGRAM_TOKEN = "1:demonstration"


def environment(door: str, phones: str) -> dict[str, str]:
    """What the door and its workers are told. door, phones: where each is, for example `http://127.0.0.1:8000`."""
    return {
        "FRONTDOOR_DEMO": "1",
        "FRONTDOOR_DEMO_PHONES": phones,
        "FRONTDOOR_PUBLIC_URL": door,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "FRONTDOOR_TWILIO_API_BASE": phones,
        "FRONTDOOR_TWILIO_SMS_NUMBER": SMS_NUMBER,
        "FRONTDOOR_TWILIO_WHATSAPP_NUMBER": WHATSAPP_NUMBER,
        "TELEGRAM_BOT_TOKEN": TELEGRAM_TOKEN,
        "FRONTDOOR_TELEGRAM_API_BASE": phones,
    }
