from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from surveyrefs.errors import EmptyFile, LargeFile, NotAPdf, SameFolder
from surveyrefs.inputs import find_papers
from surveyrefs.runner import MAX_BYTES, read_input


@pytest.mark.parametrize("names", [("Survey.pdf", "survey.pdf"), ("caf\u00e9.pdf", "cafe\u0301.pdf")])
def test_names_that_differ_in_case_or_coding_only_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    for number, name in enumerate(names):  # in two folders, since a file system may take them for one
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / name).write_text("x", encoding="utf-8")
    with pytest.raises(SameFolder):
        find_papers([str(tmp_path)], "file")


def test_a_name_that_is_too_long_is_an_input_like_any_other() -> None:
    (paper,) = find_papers(["x" * 5000], "file")
    assert paper.name == "x" * 5000


def test_a_file_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.pdf"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(LargeFile, match="larger than 1024 MiB"):
        read_input(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero")
def test_a_device_that_gives_no_pdf_is_left_alone() -> None:
    with pytest.raises(NotAPdf):
        read_input(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_read_once_and_before_its_turn(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"%PDF-1.4 and more",))
    writer.start()
    (paper,) = find_papers([str(pipe)], "file")
    writer.join()
    assert paper.data == b"%PDF-1.4 and more"


def test_an_empty_file_has_no_bytes(tmp_path: Path) -> None:
    from surveyrefs.parse.embedded.pdf.read import read_pdf

    with pytest.raises(EmptyFile):
        read_pdf(tmp_path / "any.pdf", data=b"")
