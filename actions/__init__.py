"""What the bot can do: one file per act, pure functions over values. Adding one: its file, and a line here."""

from __future__ import annotations

from collections.abc import Callable

from actions import about, courtesy, escalate, handover, language, loose, preferences, report, status, still_broken
from actions import withdraw as _withdraw
from actions.talk import Talk
from bot import optout
from bot.conversation import Heard

Act = Callable[[Talk, Heard], Talk]

ACTS: dict[str, Act] = {
    "report": report.report,
    "inform": loose.inform,
    "affirm": loose.affirm,
    "deny": loose.deny,
    "correct_record": loose.correct_record,
    "add_information": loose.add_information,
    "ask_human": handover.ask_human,
    "ask_escalation": escalate.ask_escalation,
    "ask_status": status.ask_status,
    "ask_next_steps": status.ask_next_steps,
    "ask_owner": status.ask_owner,
    "still_broken": still_broken.still_broken,
    "withdraw": _withdraw.withdraw,
    "ask_bot": about.ask_bot,
    "ask_help": about.ask_help,
    "ask_language": language.ask_language,
    "access_need": preferences.access_need,
    "contact_preference": preferences.contact_preference,
    "feedback": courtesy.feedback,
    "repeat": courtesy.repeat,
    "pause": courtesy.pause,
    "decline": loose.decline,
    "greet": courtesy.greet,
    "thanks": courtesy.thanks,
    "goodbye": courtesy.goodbye,
    "off_topic": courtesy.off_topic,
}

COMMANDS: dict[str, Act] = {
    "STATUS": status.ask_status,
    "ESCALATE": escalate.ask_escalation,
    "HELP": about.ask_help,
    "INFO": about.ask_help,
    "/START": courtesy.greet,
    **dict.fromkeys(optout.STOP, preferences.stop),
    **dict.fromkeys(optout.START, preferences.start),
    **dict.fromkeys(optout.BY_TEXT, preferences.cancel),
}
"""Words that always work, alone in a message, on every channel and in every state."""

WITH_STAFF: dict[str, Act] = {
    name: ACTS[name] for name in ("ask_status", "ask_owner", "ask_next_steps", "ask_escalation", "ask_help")
}
"""The plain-language equivalents that the bot still answers when a person holds the conversation."""
