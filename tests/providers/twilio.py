"""The small server that behaves like Twilio; the demonstration uses the same one."""

from bot.demo.twilio import Message, Twilio

__all__ = ["Message", "Twilio"]
