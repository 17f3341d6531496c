"""The engine: what is asked when, and what happens where one of the two readings fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.errors import EncryptedPdf, EngineError, NoBibliography
from surveyrefs.model.document import Document
from surveyrefs.parse.embedded.engine import EmbeddedEngine
from surveyrefs.parse.grobid.engine import GrobidEngine
from surveyrefs.settings import ParseSettings
from tests.parse.grobid.tei_maker import Bibl, tei
from tests.pdfs import encrypted, survey

TEI = tei([Bibl("Searching large archives", [("A", "Archer")], year="2019", raw="A. Archer. Searching. 2019.")])
GROBID = ParseSettings(engine="grobid")
AUTO = ParseSettings(engine="auto")


class FakeServer:
    """A server that gives one answer and remembers what it was sent."""

    def __init__(self, answer: bytes | EngineError) -> None:
        self.answer = answer
        self.sent: list[bytes] = []

    def full_text(self, name: str, pdf: bytes) -> bytes:
        self.sent.append(pdf)
        if isinstance(self.answer, EngineError):
            raise self.answer
        return self.answer


class NoList:
    """An embedded engine that finds no reference list."""

    def parse(self, path: Path, _settings: ParseSettings, _data: bytes | None = None) -> Document:
        raise NoBibliography(path)


def engine(
    answer: bytes | EngineError, embedded: EmbeddedEngine | NoList | None = None
) -> tuple[GrobidEngine, FakeServer]:
    server = FakeServer(answer)
    return GrobidEngine(server, embedded), server


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return survey(tmp_path_factory.mktemp("pdf") / "survey.pdf")


def test_both_readings_are_one_document(pdf: Path) -> None:
    reader, server = engine(TEI)
    document = reader.parse(pdf, GROBID)
    assert server.sent == [pdf.read_bytes()]
    assert document.engine == "grobid"
    assert document.bibliographies
    assert [h.id for h in document.hints] == ["b0"]


def test_no_answer_text_leaves_the_embedded_reading(pdf: Path) -> None:
    document = engine(b"")[0].parse(pdf, GROBID)
    assert document.engine == "embedded"
    assert [p.code for p in document.problems][-1:] == ["grobid-nothing-found"]


def test_a_failure_fails_the_paper_unless_the_engine_was_ours_to_choose(pdf: Path) -> None:
    reader, _ = engine(EngineError(pdf, "it broke", "Mend it."))
    with pytest.raises(EngineError, match="it broke"):
        reader.parse(pdf, GROBID)
    document = reader.parse(pdf, AUTO)
    assert document.engine == "embedded"
    problem = document.problems[-1]
    assert (problem.code, problem.text) == ("grobid-failed", "it broke")
    assert problem.hint == "read by the embedded engine alone. Mend it."


@pytest.mark.parametrize("body", [b"<TEI><text></TEI>", b"<!DOCTYPE TEI><TEI></TEI>", b"<html></html>"])
def test_an_answer_that_is_no_tei_fails_the_paper(pdf: Path, body: bytes) -> None:
    with pytest.raises(EngineError, match=r"survey\.pdf: the GROBID server's answer cannot be read: it"):
        engine(body)[0].parse(pdf, GROBID)
    assert engine(body)[0].parse(pdf, AUTO).problems[-1].code == "grobid-failed"


def test_grobids_list_serves_where_ours_is_not_found(pdf: Path) -> None:
    document = engine(TEI, NoList())[0].parse(pdf, GROBID)
    assert [p.code for p in document.problems] == ["grobid-list-alone"]
    assert [h.id for h in document.hints] == ["b0"]


@pytest.mark.parametrize("answer", [b"", tei(), EngineError("x", "broke")], ids=["nothing", "no list", "failure"])
def test_without_any_list_the_paper_fails_for_that(pdf: Path, answer: bytes | EngineError) -> None:
    with pytest.raises(NoBibliography):
        engine(answer, NoList())[0].parse(pdf, AUTO)


def test_an_encrypted_pdf_is_sent_decrypted(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "locked.pdf", "secret")
    reader, server = engine(TEI)
    reader.parse(path, ParseSettings(engine="grobid", password="secret"))
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(server.sent[0])
    assert EmbeddedEngine().parse(plain, ParseSettings()).bibliographies
    with pytest.raises(EncryptedPdf):
        reader.parse(path, ParseSettings(engine="grobid", password="wrong"))
    assert len(server.sent) == 1, "a file that cannot be opened is not sent"


def test_a_password_does_no_harm_to_a_plain_pdf(pdf: Path) -> None:
    reader, server = engine(TEI)
    reader.parse(pdf, ParseSettings(engine="grobid", password="needless"))
    assert server.sent == [pdf.read_bytes()]
