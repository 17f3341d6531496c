"""The exception tree. Each class owns its exit code, its reason and its remedy; only the command line exits.

SurveyrefsError
- PaperError, exit 1: this paper fails, the others go on
  MissingFile, EmptyFile, NotAPdf, DamagedPdf, EncryptedPdf, TooManyPages, NoTextLayer, NoBibliography, NoPapersListed,
  EngineError (a parsing engine such as GROBID could not do its work), InternalError (a bug of ours),
  LargeFile, UnreadableFile, TimeLimit, MemoryLimit, Crashed (limits and the operating system),
  BadSource, WorkersLost (a cluster)
- UsageError, exit 2: wrong usage, found before any work
  NoInput, SameFolder, UnwritableOutput, OutputInUse, BadSetting, BadCorrections, NoServer, DifferentSurveys,
  MissingLibrary, NoScheduler, UnfitWorker
  - RunError: an output folder cannot be read back: MissingRun, DamagedRun
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

EXIT_DONE = 0
EXIT_PAPER_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
EXIT_SIGNAL = 128  # plus the signal's number, as shells report it


class SurveyrefsError(Exception):
    """A failure that a user can understand: `subject` (a file, folder or option), a reason and a remedy.

    `detail` replaces the text of the class, `remedy` the remedy of the class. All arguments are kept in `args`, so
    that the error survives the way back from a worker process.
    """

    exit_code = EXIT_PAPER_FAILED
    reason = "failed"
    remedy = ""

    def __init__(self, subject: str | PathLike[str], detail: str = "", remedy: str = "") -> None:
        super().__init__(str(subject), detail, remedy)
        self.subject = str(subject)
        self.detail = detail
        if detail:
            self.reason = detail
        if remedy:
            self.remedy = remedy

    def explanation(self) -> str:
        """Return reason and remedy without the subject: one line that names no path."""
        text = " ".join(f"{self.reason}. {self.remedy}".split())
        return text if self.remedy else text.rstrip(". ")

    def __str__(self) -> str:
        return f"{self.subject}: {self.explanation()}"


class PaperError(SurveyrefsError):
    """One paper cannot be done; the others go on."""


class MissingFile(PaperError):
    """There is no such file."""

    reason = "no such file"
    remedy = "Check the path."


class EmptyFile(PaperError):
    """The file has no bytes."""

    reason = "the file is empty"
    remedy = "Download it again."


class NotAPdf(PaperError):
    """The file is something else than a PDF."""

    reason = "this is not a PDF"
    remedy = "Give the survey's PDF file; other formats are not read."


class DamagedPdf(PaperError):
    """The PDF is truncated or broken beyond reading."""

    reason = "the PDF is truncated or damaged beyond reading"
    remedy = "Download it again, or repair it, for example with qpdf."


class EncryptedPdf(PaperError):
    """The PDF wants a password, and the one given (or none) does not open it."""

    reason = "the PDF is encrypted and the password given does not open it"
    remedy = "Give the right one with --password."


class TooManyPages(PaperError):
    """The PDF has more pages than --max-pages allows."""

    reason = "the PDF has more pages than --max-pages allows"
    remedy = "Raise --max-pages if this is meant."


class NoTextLayer(PaperError):
    """The pages are pictures: a scan without recognised text."""

    reason = "the PDF has no text layer (a scan?)"
    remedy = "Add one with an OCR program such as OCRmyPDF, then try again."


class NoBibliography(PaperError):
    """No reference list was found."""

    reason = "no bibliography was found"
    remedy = "Check that the PDF is complete: surveyrefs needs the survey's own reference list."


class NoPapersListed(PaperError):
    """A Markdown file in which no table or bullet names a paper."""

    reason = "no paper was found in this list"
    remedy = "Check that it is the survey's paper list: tables or bullets with titles and links."


class EngineError(PaperError):
    """A parsing engine could not do its work on this paper; `detail` and `remedy` say what and what to do."""

    reason = "the parsing engine failed"
    remedy = "Try again, or use --engine embedded."


class InternalError(PaperError):
    """A stage broke on this paper: a bug of ours."""

    reason = "surveyrefs failed on this paper, which is a bug"
    remedy = "Please report it with the output of -v."


class LargeFile(PaperError):
    """The file is larger than any survey."""

    reason = "the file is too large for a survey's PDF"
    remedy = "Give the survey's own PDF file."


class UnreadableFile(PaperError):
    """The operating system does not let us read the file."""

    reason = "the file cannot be read"
    remedy = "Check its permissions."


class TimeLimit(PaperError):
    """The paper took longer than --timeout allows; its process was ended."""

    reason = "it took longer than --timeout allows"
    remedy = "Raise --timeout if the paper is worth it; a damaged PDF can be repaired, for example with qpdf."


class MemoryLimit(PaperError):
    """The paper wanted more memory than --max-memory allows."""

    reason = "it needs more memory than --max-memory allows"
    remedy = "Raise --max-memory if the paper is worth it; a damaged PDF can be repaired, for example with qpdf."


class Crashed(PaperError):
    """The process that worked on this paper was killed or crashed: a library's fault, or memory was short."""

    reason = "the process that worked on this paper was killed or crashed"
    remedy = "Memory may be short: try fewer --jobs; a damaged PDF can be repaired, for example with qpdf."


class BadSource(PaperError):
    """An archive, a folder or an address cannot be read; `detail` says why."""

    reason = "this source cannot be read"
    remedy = "Check the address, and your rights there."


class WorkersLost(PaperError):
    """The workers of a cluster that took this paper were lost, one after the other."""

    reason = "the workers that took this paper were lost, one after the other"
    remedy = "Memory may be short there: give workers fewer threads; then call surveyrefs batch again."


class UsageError(SurveyrefsError):
    """Wrong usage, found before any work."""

    exit_code = EXIT_USAGE
    reason = "wrong usage"
    remedy = "See surveyrefs --help."


class NoInput(UsageError):
    """A folder without PDFs, or no input at all."""

    reason = "there is no PDF in this folder"
    remedy = "Put the survey's PDF there, or name another file or folder."


class SameFolder(UsageError):
    """Two inputs would write one folder; `detail` names them."""

    reason = "two inputs would write this folder"
    remedy = "Rename one, extract them with different -o, or use --name."


class UnwritableOutput(UsageError):
    """The output folder cannot be made or written."""

    reason = "the output folder cannot be written"
    remedy = "Check its permissions, or choose another one with -o."


class OutputInUse(UsageError):
    """Another run is at work in the output folder."""

    reason = "another run of surveyrefs is writing into this folder"
    remedy = "Wait until it has ended, or choose another folder with -o."


class BadSetting(UsageError):
    """An option, environment variable or settings file has an unusable value; `detail` says which."""

    reason = "this setting has an unusable value"
    remedy = "See docs/settings.md."


class BadCorrections(UsageError):
    """A corrections file cannot be read, or says what no correction can say; the subject names the line."""

    reason = "the corrections cannot be read"
    remedy = "Mend it (docs/corrections.md), or leave it out with --no-corrections."


class NoServer(UsageError):
    """The GROBID server that was asked for does not answer; nothing was done, and nothing that was done is touched."""

    reason = "the server does not answer"
    remedy = "Start it (make grobid-up && make grobid-wait), or use --engine auto or embedded; see surveyrefs doctor."


class MissingLibrary(UsageError):
    """What was asked for needs a library that a slim installation leaves out; the subject is the library's name."""

    reason = "this library is not installed"
    remedy = "Install all extras: pip install 'surveyrefs[all]'."


class NoScheduler(UsageError):
    """The Dask scheduler does not answer, or is gone; the subject is its address."""

    reason = "no Dask scheduler answers there"
    remedy = "Check the address; one is started with: dask scheduler. What is done stays done (docs/cluster.md)."


class UnfitWorker(UsageError):
    """A worker of the cluster cannot do papers as the others would; `detail` says why, the subject is its address."""

    reason = "this worker cannot take papers"
    remedy = "See docs/cluster.md."


class DifferentSurveys(UsageError):
    """Two runs given to diff or history are hardly versions of one survey; `detail` says why."""

    reason = "the runs do not look like versions of one survey"
    remedy = "Check the two arguments, or compare them anyway with --force."


class RunError(UsageError):
    """An output folder of an earlier run cannot be read back."""

    reason = "this is no usable output folder"
    remedy = "Run surveyrefs extract again."


class MissingRun(RunError):
    """There is no finished run in the folder."""

    reason = "there is no finished run in this folder"
    remedy = "Name an output folder such as outputs/my-survey, or run surveyrefs extract first."


class DamagedRun(RunError):
    """A file of the run is missing, damaged, or of another version of surveyrefs."""

    reason = "a file of this run is missing, damaged, or was written by another version"
    remedy = "Run surveyrefs extract on the PDF again."


def error_of(kind: str, cause: Sequence[str]) -> SurveyrefsError:
    """Make an error from the name of its class and its arguments, as another process tells of it."""
    made: SurveyrefsError = globals()[kind](*cause)
    return made


class Stopped(BaseException):
    """The process was asked to end by a signal (SIGTERM, SIGHUP); nothing but the command line catches it."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


def innermost_reason(error: BaseException) -> str:
    """Return the innermost plain reason of a chain of network errors, such as "Connection refused"."""
    at: BaseException | None = error
    while at is not None:
        if isinstance(at, OSError) and at.strerror:
            return at.strerror
        at = at.__cause__ or at.__context__
    return type(error).__name__
