"""Settings from surveyrefs.toml, the environment and options: each later one wins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from surveyrefs.errors import BadSetting
from surveyrefs.settings import Settings

CONFIG_FILE = "surveyrefs.toml"
ENVIRONMENT = {
    "SURVEYREFS_GROBID_URL": ("parse", "grobid", "url"),
    "SURVEYREFS_MAILTO": ("lookup", "mailto"),
    "SURVEYREFS_OPENALEX_KEY": ("lookup", "openalex_key"),
}

Tree = dict[str, Any]


def load_settings(folder: Path, environment: Mapping[str, str], options: Tree) -> Settings:
    """Return the settings of a run.

    `options` are nested like Settings; None stands for an option that was not given. Raise BadSetting.
    """
    tree = _read_file(folder / CONFIG_FILE)
    for variable, path in ENVIRONMENT.items():
        if environment.get(variable):
            tree = _merged(tree, _nested(path, environment[variable]))
    return settings_of(_merged(tree, options))


def settings_of(tree: Tree) -> Settings:
    """Return the settings that a tree of names and values says. Raise BadSetting for an unknown or unusable one."""
    _refuse_unknown(tree, msgspec.to_builtins(Settings()), "")
    try:
        return msgspec.convert(tree, Settings)
    except msgspec.ValidationError as error:
        raise BadSetting("settings", str(error)) from error


def _read_file(path: Path) -> Tree:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeError) as error:
        raise _unreadable(path, error) from error
    import tomllib  # 5 ms that folders without the file need not pay

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> BadSetting:
    return BadSetting(path.name, f"the settings file cannot be read ({error})")


def _nested(path: tuple[str, ...], value: object) -> Tree:
    for name in reversed(path):
        value = {name: value}
    assert isinstance(value, dict)
    return value


def _merged(base: Tree, over: Tree) -> Tree:
    """Return base with the values of over that are not None."""
    result = dict(base)
    for name, value in over.items():
        if isinstance(value, dict):
            inner = result.get(name, {})
            result[name] = _merged(inner if isinstance(inner, dict) else {}, value)
        elif value is not None:
            result[name] = value
    return result


def _refuse_unknown(tree: Tree, known: Tree, prefix: str) -> None:
    for name, value in tree.items():
        if name not in known:
            raise BadSetting(f"{prefix}{name}", "there is no such setting")
        if isinstance(value, dict) and isinstance(known[name], dict):
            _refuse_unknown(value, known[name], f"{prefix}{name}.")
