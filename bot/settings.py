"""Settings: environment variables, in one place, each with a default that works under `bin/run`."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Everything that differs from one place to another. Paths are absolute; times are seconds."""

    data: Path
    council: Path
    database_url: str
    redis_url: str
    rasa_url: str
    rasa_token: str
    rasa_timeout: float
    public_url: str
    secret: str
    demo: bool
    demo_phones: str
    twilio_account: str
    twilio_token: str
    twilio_sms_number: str
    twilio_whatsapp_number: str
    twilio_messaging_service: str
    twilio_api_base: str
    telegram_token: str
    telegram_secret: str
    telegram_api_base: str
    sweep_seconds: float

    @classmethod
    def from_environment(cls) -> Settings:
        """Reads FRONTDOOR_*, DATABASE_URL, REDIS_URL and RASA_URL; never fails for a missing one."""
        data = Path(_env("FRONTDOOR_DATA", str(ROOT / "var"))).resolve()
        return cls(
            data=data,
            council=Path(_env("FRONTDOOR_COUNCIL", str(ROOT / "council"))).resolve(),
            database_url=_env("DATABASE_URL", f"sqlite:///{data / 'frontdoor.db'}"),
            redis_url=_env("REDIS_URL", "redis://127.0.0.1:6379/0"),
            rasa_url=_env("RASA_URL", "http://127.0.0.1:5005"),
            rasa_token=_env("RASA_TOKEN"),
            rasa_timeout=float(_env("FRONTDOOR_RASA_TIMEOUT", "2")),
            public_url=_env("FRONTDOOR_PUBLIC_URL").rstrip("/"),
            secret=_env("FRONTDOOR_SECRET") or kept_secret(data),
            demo=_env("FRONTDOOR_DEMO") == "1",
            demo_phones=_env("FRONTDOOR_DEMO_PHONES").rstrip("/"),
            twilio_account=_env("FRONTDOOR_TWILIO_ACCOUNT_SID") or _env("TWILIO_ACCOUNT_SID"),
            twilio_token=_env("FRONTDOOR_TWILIO_AUTH_TOKEN") or _env("TWILIO_AUTH_TOKEN"),
            twilio_sms_number=_env("FRONTDOOR_TWILIO_SMS_NUMBER"),
            twilio_whatsapp_number=_env("FRONTDOOR_TWILIO_WHATSAPP_NUMBER"),
            twilio_messaging_service=_env("FRONTDOOR_TWILIO_MESSAGING_SERVICE"),
            twilio_api_base=_env("FRONTDOOR_TWILIO_API_BASE").rstrip("/"),
            telegram_token=_env("FRONTDOOR_TELEGRAM_TOKEN") or _env("TELEGRAM_BOT_TOKEN"),
            telegram_secret=_env("FRONTDOOR_TELEGRAM_SECRET"),
            telegram_api_base=_env("FRONTDOOR_TELEGRAM_API_BASE").rstrip("/"),
            sweep_seconds=float(_env("FRONTDOOR_SWEEP_SECONDS", "3")),
        )


def kept_secret(data: Path) -> str:
    """The key that signs cookies and links: made once, kept beside the database, readable by its owner only."""
    path = data / "secret"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(32))
        try:
            os.link(fresh, path)  # the first process wins; the others read what it wrote
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


def _env(name: str, default: str = "") -> str:
    return os.environ.get(name) or default
