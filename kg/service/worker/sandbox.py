"""The walls around a worker: memory, time, and no way to open a socket or start a program.

All of it works for a plain user on Linux.  What the kernel refuses is reported, not fatal: the
guard refuses SERVICE before a worker sees it.
"""

from __future__ import annotations

import ctypes
import math
import os
import platform
import resource
import signal
import struct
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_NAME = 15
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
SECCOMP_ALLOW = 0x7FFF0000
SECCOMP_KILL = 0x80000000
# An error, not the end of the process: what tries to open a socket goes on without one.
SECCOMP_EPERM = 0x00050001

LOAD_WORD, JUMP_EQUAL, JUMP_GREATER_EQUAL, RETURN = 0x20, 0x15, 0x35, 0x06
NUMBER_OFFSET, ARCHITECTURE_OFFSET = 0, 4
RENEWAL = 0.5
"""Seconds for which a limit of the processor's time is left as it is."""
X32_BIT = 0x40000000

# socket, accept, connect, bind, listen, sendto, accept4, execve, execveat, ptrace,
# process_vm_writev, io_uring_setup: by number, as the kernel's filter wants them.
FORBIDDEN = {
    "x86_64": (0xC000003E, (41, 42, 43, 44, 49, 50, 59, 101, 288, 311, 322, 425)),
    "aarch64": (0xC00000B7, (198, 200, 201, 202, 203, 206, 117, 221, 242, 271, 281, 425)),
}


def build_filter(architecture: int, forbidden: tuple[int, ...]) -> bytes:
    """Build the BPF program that answers forbidden system calls with EPERM."""
    count = len(forbidden)
    program = [
        (LOAD_WORD, 0, 0, ARCHITECTURE_OFFSET),
        # The numbers are those of one architecture; under another they would mean other calls.
        (JUMP_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, SECCOMP_KILL),
        (LOAD_WORD, 0, 0, NUMBER_OFFSET),
        # On x86-64 the same calls have a second set of numbers, with this bit.
        (JUMP_GREATER_EQUAL, count + 1, 0, X32_BIT),
    ]
    program += [(JUMP_EQUAL, count - index, 0, number) for index, number in enumerate(forbidden)]
    program += [(RETURN, 0, 0, SECCOMP_ALLOW), (RETURN, 0, 0, SECCOMP_EPERM)]
    return b"".join(struct.pack("<HBBI", *step) for step in program)


def forbid_sockets() -> bool:
    """Forbid new sockets and programs to this process; return whether the kernel agreed."""
    known = FORBIDDEN.get(platform.machine())
    if known is None:
        return False
    code = build_filter(*known)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    head = ctypes.create_string_buffer(program, len(program))
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, head, 0, 0) == 0)


def die_with_parent(parent: int) -> None:
    """End this process when its parent ends, however that happens."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # It may have ended just before the kernel was asked to tell.
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of what children of this process leave behind when they end."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def name_process(name: str) -> None:
    """Give this process a name of up to 15 letters, for those who look at a list of processes."""
    ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode(), 0, 0, 0)


def offer_to_killer() -> None:
    """Tell the kernel to end this process first when the machine runs out of memory."""
    # Any process may raise its own score, and only root may lower it again.
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def measure_memory() -> tuple[int, int]:
    """Return address space and resident bytes of this process."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    size = resource.getpagesize()
    return int(pages[0]) * size, int(pages[1]) * size


def limit_memory(growth: int) -> None:
    """Limit address space to what is held now and `growth` bytes more; no core dumps."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if growth:
        # Address space, as the kernel limits nothing else for one process of a plain user.
        held, _ = measure_memory()
        resource.setrlimit(resource.RLIMIT_AS, (held + growth, held + growth))


class ProcessorLimit:
    """How much more of the processor this process, of one thread, may use before it is ended."""

    def __init__(self) -> None:
        """Begin without a limit."""
        self._seconds = 0.0
        self._since = 0.0

    def renew(self, seconds: float) -> None:
        """Let this process use so many more seconds, or up to `RENEWAL` more than that, then end.

        To look at what it has used is dear beside a short job. In a moment it cannot have used more
        than that moment, so that the limit of the job before still does.
        """
        now = time.monotonic()
        if seconds == self._seconds and now - self._since < RENEWAL:
            return
        self._seconds, self._since = seconds, now
        spent = resource.getrusage(resource.RUSAGE_SELF)
        total = math.ceil(spent.ru_utime + spent.ru_stime + seconds + RENEWAL)
        resource.setrlimit(resource.RLIMIT_CPU, (total, resource.RLIM_INFINITY))
