"""The commands. `make` calls these; `python -m embedded --help` prints them."""

from __future__ import annotations

import argparse
import shlex
import sys

from embedded import background, credentials, foreground, guard, journal, ports, settings
from embedded.steps import say, warn


def main(words: list[str] | None = None) -> int:
    """Do what is asked; the exit code."""
    options = _options().parse_args(words)
    try:
        match options.command:
            case "run":
                return foreground.run()
            case "start":
                return background.start()
            case "stop":
                return background.stop()
            case "status":
                return background.status()
            case "logs":
                return background.logs(options.name, follow=options.follow or sys.stdout.isatty())
            case "exec":
                return _exec(options)
            case _:
                return _env()
    except (credentials.UnsafeSecret, ports.PortUnusable) as reason:
        warn(str(reason))
        return 1


def _exec(options: argparse.Namespace) -> int:
    command = options.words[1:] if options.words[:1] == ["--"] else options.words
    if not command:
        warn("exec needs a command: python -m embedded exec [--only a,b] -- COMMAND")
        return 2
    return foreground.around(command, options.only.split(",") if options.only else None)


def _env() -> int:
    """Print the settings as shell `export` lines: eval "$(python -m embedded env)"."""
    chosen = settings.load()
    if guard.is_running(chosen.data):
        chosen = settings.of_running(chosen, journal.read_state(chosen.data))
    for name, value in sorted(settings.application_environment(chosen).items()):
        say(f"export {name}={shlex.quote(value)}")
    return 0


def _options() -> argparse.ArgumentParser:
    asked = argparse.ArgumentParser(prog="python -m embedded", description="The whole stack on one machine.")
    commands = asked.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="start everything in this terminal; Ctrl-C stops it")
    commands.add_parser("start", help="start everything in the background")
    commands.add_parser("stop", help="stop what runs in this data folder")
    commands.add_parser("status", help="one line for each part")
    logs = commands.add_parser("logs", help="the end of one part's log")
    logs.add_argument("name")
    logs.add_argument("-f", "--follow", action="store_true")
    around = commands.add_parser("exec", help="run a command with the stack up, then stop the stack")
    around.add_argument("--only", default="", help="parts to start, by comma; with what they need")
    around.add_argument("words", nargs=argparse.REMAINDER)
    commands.add_parser("env", help="the stack's settings as shell exports")
    return asked


if __name__ == "__main__":
    sys.exit(main())
