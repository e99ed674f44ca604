"""What every test shares."""

from hypothesis import settings

# Tests never assert times: a slow machine is not a wrong answer.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
