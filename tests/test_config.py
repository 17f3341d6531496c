from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.config import load_settings
from surveyrefs.errors import BadSetting
from surveyrefs.settings import Settings


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}, {"parse": {"engine": None}}) == Settings()


def test_options_win_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "surveyrefs.toml").write_text(
        '[parse]\nmax_pages = 7\n[parse.grobid]\nurl = "http://file"\ntimeout = 9.0\n', encoding="utf-8"
    )
    environment = {"SURVEYREFS_GROBID_URL": "http://environment"}
    settings = load_settings(tmp_path, environment, {"parse": {"max_pages": 8, "grobid": {"timeout": None}}})
    assert settings.parse.max_pages == 8
    assert settings.parse.grobid.url == "http://environment"
    assert settings.parse.grobid.timeout == 9.0
    settings = load_settings(tmp_path, environment, {"parse": {"grobid": {"url": "http://option"}}})
    assert settings.parse.grobid.url == "http://option"


@pytest.mark.parametrize(
    ("text", "named"),
    [("[parse]\nmaxpages = 3", "parse.maxpages"), ('[parse]\nmax_pages = "x"', "int"), ("parse = [", "cannot be read")],
)
def test_a_bad_file_is_refused_with_what_is_wrong(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "surveyrefs.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting, match=named):
        load_settings(tmp_path, {}, {})
