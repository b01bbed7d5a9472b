"""cfn-lint with its rules read: answers at the socket its argument names, until the process that started it is gone.

A request is one line, the list of arguments; the answer is the exit code and what cfn-lint wrote. Each is answered in a fork, so that none
sees what another left.
"""

import contextlib
import gc
import io
import json
import os
import socketserver
import sys
import tempfile

from cfnlint.runner import main


def lint(words):
    out = io.StringIO()
    sys.argv = ["cfn-lint", *words]
    with contextlib.redirect_stdout(out):
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
    return {"code": code, "out": out.getvalue()}


class Request(socketserver.StreamRequestHandler):
    def handle(self):
        words = json.loads(self.rfile.readline())
        self.wfile.write(json.dumps(lint(words)).encode())


class Server(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    timeout = 1


parent, address = os.getppid(), sys.argv[1]
with tempfile.NamedTemporaryFile("w", suffix=".json") as template:
    template.write('{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}}')
    template.flush()
    lint(["--", template.name])
# What is read stays as it is: a fork that counted it anew would copy all of it.
gc.freeze()
with Server(address, Request) as server:
    print("ready", flush=True)
    while os.getppid() == parent:
        server.handle_request()
