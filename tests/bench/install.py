"""Install the built wheel into an empty environment: `python -m tests.bench.install`, run by continuous integration.

Prints time and size, and fails where the core is larger than it may be, where the command does not run without the
extras, or where pip finds requirements that contradict each other. Needs a package index; where there is none, it says
so and succeeds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "inputs" / "retrieval-survey-v1.pdf"
LIMIT = 150.0  # MB of site-packages without pip itself: what docs/install.md promises
MEGA = 1_000_000
EXTRAS = ("pandas", "numpy", "grobid_client", "requests", "onnxruntime", "networkx", "distributed", "fsspec")
NO_INDEX = ("No matching distribution", "Could not find a version", "Connection", "Temporary failure")


def call(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command, output kept, with an environment that shows it nothing of this source tree."""
    hidden = ("PYTHONPATH", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, encoding="utf-8", capture_output=True, check=False
    )


def interpreter(environment: Path) -> Path:
    """Return the Python of a virtual environment, on Windows too."""
    windows = environment / "Scripts" / "python.exe"
    return windows if windows.exists() else environment / "bin" / "python"


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def site_packages(python: Path) -> Path:
    """Return where an interpreter has its packages."""
    done = call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    return Path(done.stdout.strip())


def build_wheel(folder: Path) -> Path:
    """Build the wheel of this tree; raise RuntimeError with pip's last words.

    It is built from a copy: setuptools leaves folders behind, and takes modules that are gone from an old one.
    """
    source = folder / "source"
    shutil.copytree(ROOT / "pipeline", source / "pipeline", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for file in ("pyproject.toml", "README.md", "LICENSE", "THIRD_PARTY.md"):
        shutil.copy(ROOT / file, source)
    done = call(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, source
    )  # fmt: skip
    wheels = list(folder.glob("*.whl"))
    if not wheels:
        raise RuntimeError(done.stderr[-2000:])
    return wheels[0]


def trial(python: Path, folder: Path) -> list[str]:
    """Use the fresh installation; return what is wrong with it."""
    wrong = []
    loaded = f"import sys, importlib.util as u; print(*[n for n in {EXTRAS!r} if u.find_spec(n)])"
    if extras := call(python, "-c", loaded, cwd=folder).stdout.strip():
        wrong.append(f"the core brings {extras}")
    done_folder = f"outputs/{SAMPLE.stem}"
    for arguments in (("extract", SAMPLE, "-o", "outputs"), ("doctor",), ("diff", done_folder, done_folder)):
        done = call(python, "-m", "surveyrefs", *arguments, cwd=folder)
        if done.returncode:
            wrong.append(f"surveyrefs {arguments[0]} exits with {done.returncode}: {done.stderr[-500:]}")
    if (checked := call(python, "-m", "pip", "check", cwd=folder)).returncode:
        wrong.append(f"pip check: {checked.stdout.strip()}")
    return wrong


def main(argv: list[str] | None = None) -> int:
    """Measure and judge; 0 where all is well or no index answers."""
    parser = argparse.ArgumentParser(description="install the wheel into an empty environment and measure it")
    parser.add_argument("--limit", type=float, default=LIMIT, help="MB that the core may take")
    limit = parser.parse_args(argv).limit
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        call(sys.executable, "-m", "venv", folder / "venv")
        python = interpreter(folder / "venv")
        before = size_of(site_packages(python))
        start = time.monotonic()
        done = call(python, "-m", "pip", "install", "--quiet", "--no-cache-dir", wheel)
        seconds = time.monotonic() - start
        if done.returncode:
            if any(words in done.stderr for words in NO_INDEX):
                print(f"skipped: no package index answers ({done.stderr.strip().splitlines()[-1]})")
                return 0
            print(done.stderr, file=sys.stderr)
            return 1
        size = (size_of(site_packages(python)) - before) / MEGA
        wrong = trial(python, folder)
        if size > limit:
            wrong.append(f"the core takes {size:.0f} MB, more than {limit:.0f}")
        print(f"wheel {wheel.stat().st_size / MEGA:.1f} MB; core installed in {seconds:.0f} s, {size:.0f} MB")
        for text in wrong:
            print(f"wrong: {text}", file=sys.stderr)
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
