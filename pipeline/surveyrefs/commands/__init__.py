"""The subcommands, one module each.

A module has `HELP` (one line), `add_arguments(parser)` and `run(arguments) -> int`, which prints and returns the exit
code; errors of surveyrefs.errors may pass through. It is listed in surveyrefs.cli.COMMANDS. Heavy modules are
imported in `run`, since `surveyrefs --help` imports them all.
"""
