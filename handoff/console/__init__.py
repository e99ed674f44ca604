"""The desk: the pages on which staff pick up what was handed over. Plain forms; JavaScript only makes it live."""

from handoff.console.desk import desk

__all__ = ["desk"]
