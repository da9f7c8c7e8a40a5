"""The whole stack on one machine without Docker: real servers, one command, nothing left behind.

    python -m embedded run|start|stop|status|logs NAME|exec [--only a,b] -- COMMAND|env

`install` and what it needs (`preflight`, `packages`, `node`, `steps`) use the standard library only, because they run
before the virtual environment exists.
"""
