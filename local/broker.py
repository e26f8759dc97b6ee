"""The private Redis (or Valkey): a unix socket in our own folder, nothing kept; it carries nudges only."""

import os
import socket
import subprocess
from pathlib import Path

from local import binaries
from local.home import Home
from local.processes import spawn, stop, wait_until
from local.saying import Halt


class Broker:
    def __init__(self, home: Home) -> None:
        self.home = home
        self.socket = home.folder / "redis.sock"
        self.process: subprocess.Popen | None = None

    def start(self, log: Path, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen:
        """Start the server and wait until it answers PING."""
        process = self.launch(log, pass_fds)
        if not wait_until(self.answers, process):
            raise Halt(f"Redis tidak dapat dimulai; lihat {log}.", log)
        return process

    def launch(self, log: Path, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen:
        """Start it and wait for nothing."""
        program = self.home.reachable(binaries.broker())
        command = [program, "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"]
        self.process = spawn(
            [*command, "--save", "", "--appendonly", "no", "--dir", self.home.folder, "--daemonize", "no"],
            log=log,
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"},
            cwd=self.home.folder,
            account=self.home.account,
            pass_fds=pass_fds,
        )
        return self.process

    def stop(self) -> None:
        if self.process:
            stop(self.process)

    def url(self, number: int = 0) -> str:
        return f"unix://{self.socket}?db={number}"

    def answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.settimeout(2)
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False
