"""The project's virtual environment: pinned, hash-checked, made from nothing, and left alone while it is current.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge", "chrome")
DEBIAN = {"test": ("chromium", "fonts-noto-cjk"), "bench": ("g++", "libicu-dev", "pkg-config")}
PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-build-isolation")


def say(zh: str, en: str) -> None:
    """Tell the person at the terminal, in both languages."""
    print(f"» {zh}\n  {en}", flush=True)


def give_up(zh: str, en: str) -> None:
    """Say what is missing and end with status 2."""
    say(zh, en)
    raise SystemExit(2)


def call(*command: str | Path, ok: tuple[int, ...] = (0,), quiet: bool = False) -> None:
    """Run a command in the project's root; another exit status than those in `ok` ends this program with it.

    A quiet one is heard only when it fails.
    """
    done = subprocess.run(list(map(str, command)), cwd=ROOT, check=False, capture_output=quiet)
    if done.returncode not in ok:
        sys.stderr.buffer.write((done.stdout or b"") + (done.stderr or b""))
        raise SystemExit(done.returncode)


def ensure(name: str) -> None:
    """Make the virtual environment hold the lock file requirements/NAME.txt and the project itself."""
    packages = DEBIAN.get(name, ())
    if packages:
        _ensure_debian(packages)
    stamp, wanted = VENV / f".graphkit-{name}", _digest(name)
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    _ensure_venv()
    say(
        f"正在安装固定版本、校验哈希的依赖（requirements/{name}.txt），首次需要几分钟……",
        f"Installing pinned, hash-checked dependencies (requirements/{name}.txt); the first time takes minutes …",
    )
    call(PYTHON, *PIP, "--require-hashes", "-r", ROOT / "requirements" / f"{name}.txt")
    call(PYTHON, *PIP, "--no-deps", "-e", ROOT)
    stamp.write_text(wanted)


def _digest(name: str) -> str:
    files = (ROOT / "requirements" / f"{name}.txt", ROOT / "pyproject.toml")
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _ensure_venv() -> None:
    probe = [str(PYTHON), "-m", "pip", "--version"]
    if PYTHON.exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:
        give_up("缺少 venv 模块，请运行：apt-get install python3-venv", "Run: apt-get install python3-venv")
    say(f"正在创建虚拟环境 {VENV}", f"Making the virtual environment {VENV}")
    call(sys.executable, "-m", "venv", "--clear", VENV)


def _ensure_debian(packages: tuple[str, ...]) -> None:
    """Install Debian packages where that is allowed, else say the exact command; other systems bring a browser."""
    if shutil.which("dpkg-query") is None:
        if "chromium" in packages and not any(map(shutil.which, BROWSERS)):
            give_up("请安装 Chromium 或 Edge，并加入 PATH。", "Install Chromium or Edge and put it on PATH.")
        return
    missing = [package for package in packages if not _installed(package)]
    if not missing:
        return
    command = f"apt-get update && apt-get install --yes --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0:
        give_up(f"缺少系统软件包，请运行：sudo sh -c '{command}'", f"Packages are missing. Run: sudo sh -c '{command}'")
    say(f"正在安装系统软件包：{' '.join(missing)}", f"Installing Debian packages: {' '.join(missing)}")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    call("apt-get", "-qq", "update")
    call("apt-get", "-qq", "install", "--yes", "--no-install-recommends", *missing)


def _installed(package: str) -> bool:
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout.strip() == "installed"
