"""The log of what was mailed, to whom, and how that ended; and sending a message again.

Messages are made by the modules that have something to say, through `app.core.mail`. Events: `mail.resent`.
"""
