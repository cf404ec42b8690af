"""Lets torch use AMX where a virtual machine hides the palette leaf from CPUID (amx_palette_shim.c has the why)."""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MARK = "WORD2IMG_AMX_SHIM"


def has_amx():
    with open("/proc/cpuinfo") as file:
        return " amx_bf16" in file.read()


def unlock():
    """Starts this program again under the shim, where there is AMX to unlock. Call it before torch is imported."""
    if not has_amx() or MARK in os.environ:
        return
    folder = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "word2img")
    library = os.path.join(folder, "amx_palette_shim.so")
    source = os.path.join(HERE, "amx_palette_shim.c")
    if not os.path.exists(library) or os.path.getmtime(library) < os.path.getmtime(source):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["cc", "-O2", "-fPIC", "-shared", source, "-o", library], check=True)
    preload = " ".join(filter(None, [library, os.environ.get("LD_PRELOAD")]))
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "LD_PRELOAD": preload, MARK: "1"})
