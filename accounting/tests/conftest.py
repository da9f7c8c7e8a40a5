"""What all tests of the knowledge share."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)  # a busy machine is no failure of a rule
settings.load_profile("patient")
