"""Channels: one file each. A channel receives messages, knows its limits, and sends."""
