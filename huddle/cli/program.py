"""All commands as one program, and what its exit codes mean."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command

from huddle import diagnostics
from huddle.cli import (
    accounts,
    actions,
    audit,
    backups,
    exporting,
    huddles,
    imports,
    items,
    measures,
    pulse,
    reminders,
    search,
    sheets,
    stores,
    tools,
    units,
    wards,
)
from huddle.cli.caller import Caller, caller_of
from huddle.clock import Clock, SystemClock
from huddle.errors import Environment, Refused
from huddle.files import share_like
from huddle.fleet import chosen_paths
from huddle.i18n import _, use_language
from huddle.settings import governed, load_settings
from huddle.start_options import PROGRAM, StartOptions, options_in_words

TakeTour = Callable[[StartOptions, Path], int]

_LOG = logging.getLogger(__name__)


class ExitCode(IntEnum):
    """How a command went, as the system is told."""

    DONE = 0
    REFUSED = 1
    WRONG_USAGE = 2
    ENVIRONMENT = 3
    BUG = 70


def run_command(
    options: StartOptions,
    command: Sequence[str],
    *,
    take_tour: TakeTour | None = None,
    clock: Clock | None = None,
) -> int:
    """Do one command and tell how it went.

    Args:
        options: What stood before the command.
        command: The command and its own options.
        take_tour: Goes through the window for the command `tour`; without it there is none.
        clock: What time it is; the computer's when not given.

    Returns:
        One of `ExitCode`.
    """
    try:
        paths = chosen_paths(options.data_dir, options.database_url)
    except Environment as error:
        return _tell(str(error), ExitCode.ENVIRONMENT)
    share_like(paths.data_dir)
    kept = governed(load_settings(paths.settings_file), paths.fleet)
    language = options.language or kept.language
    if language:
        use_language(language)
    with Caller(options, paths, clock or SystemClock()) as caller:
        try:
            return _run(caller, command, take_tour)
        except Refused as error:
            return _tell(error.message, ExitCode.REFUSED)
        except Environment as error:
            return _tell(str(error), ExitCode.ENVIRONMENT)
        except Exception as error:  # noqa: BLE001 - a bug is told in a sentence, wherever it is
            return _tell_bug(caller, error)


def _run(caller: Caller, command: Sequence[str], take_tour: TakeTour | None) -> int:
    program = get_command(_program(take_tour))
    try:
        program.main(list(command), prog_name=PROGRAM, obj=caller)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else ExitCode.DONE
    return ExitCode.DONE


def _program(take_tour: TakeTour | None) -> typer.Typer:
    app = typer.Typer(
        help=_("Huddle runs a ward's safety huddle from start to printed sheet."),
        epilog=options_in_words(),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    stores.add_to(app)
    backups.add_to(app)
    wards.add_to(app)
    huddles.add_to(app)
    sheets.add_to(app)
    actions.add_to(app)
    items.add_to(app)
    imports.add_to(app)
    measures.add_to(app)
    exporting.add_to(app)
    pulse.add_to(app)
    tools.add_to(app)
    accounts.add_to(app)
    audit.add_to(app)
    units.add_to(app)
    reminders.add_to(app)
    search.add_to(app)
    if take_tour is not None:
        _add_tour(app, take_tour)
    return app


def _add_tour(app: typer.Typer, take_tour: TakeTour) -> None:
    def tour(
        context: typer.Context,
        out: Annotated[Path, typer.Option(help=_("The folder for the pictures and sheets."))],
    ) -> None:
        raise typer.Exit(take_tour(caller_of(context).options, out))

    about = _("Run a made-up huddle; leave pictures of pages, PDFs of sheets.")
    app.command("tour", help=about)(tour)


def _tell(sentence: str, code: ExitCode) -> int:
    typer.echo(sentence, err=True)
    return code


def _tell_bug(caller: Caller, error: Exception) -> int:
    log_dir, report = caller.paths.log_dir, diagnostics.crash_report(error)
    diagnostics.note_crash(log_dir, report)
    with suppress(Environment):
        caller.start_log()
        _LOG.error("a command ended by a fault\n%s", report)
    says = _("Huddle met a fault of its own and stopped. What it knows is in “{folder}”.")
    return _tell(says.format(folder=log_dir), ExitCode.BUG)
