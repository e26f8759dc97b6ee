"""A line to PostgreSQL that can be cut at a chosen moment: a unix socket in between, like a proxy that dies."""

import shutil
import socket
import tempfile
import threading
from contextlib import suppress
from pathlib import Path


class CutLine:
    """Passes everything on until the client sends `word`; PostgreSQL is heard out, then `let_through` bytes come back."""

    def __init__(self, server, *, word=None, let_through=0):
        self.server, self.word, self.let_through = Path(server) / ".s.PGSQL.5432", word, let_through
        self.folder = Path(tempfile.mkdtemp(prefix="jp-line-", dir="/tmp"))
        self.cuts = 0
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(str(self.folder / ".s.PGSQL.5432"))
        self.listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.listener.close()
        shutil.rmtree(self.folder)

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                server.connect(str(self.server))
                cut = threading.Event()
                threading.Thread(target=self._to_server, args=(client, server, cut), daemon=True).start()
                threading.Thread(target=self._to_client, args=(client, server, cut), daemon=True).start()

    def _to_server(self, client, server, cut):
        with suppress(OSError):
            while data := client.recv(65536):
                if self.word and self.word in data:
                    self.word = None
                    cut.set()
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)

    def _to_client(self, client, server, cut):
        with suppress(OSError):
            while data := server.recv(65536):
                if cut.is_set():
                    self.cuts += 1
                    client.sendall(data[: self.let_through])
                    break
                client.sendall(data)
        for end in (client, server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
