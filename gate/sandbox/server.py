"""An AWS stand-in on loopback: moto's server, which keeps what is created in memory.

    python server.py

Says `{"port": N}` on standard output once it listens on a free port of 127.0.0.1, then every request that came in, one JSON
object a line: {"method", "host", "path", "service", "action", "status"}. `action` is what AWS calls it (`RunInstances`), where
the request names one. Ends when its standard input does, so that it never outlives whoever started it.

Two paths are not AWS's:

    GET  /plangate/stand-in   {"id"}: which stand-in this is; another one, also at the same address, holds other resources
    POST /plangate/release    takes away what AWS would refuse to delete by: see release.py
"""

import io
import json
import os
import re
import sys
import threading
import uuid

# AWS's managed policies exist, and certificates are validated at once. moto reads both when it is imported.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "0")

from moto.moto_server.werkzeug_app import (  # noqa: E402
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server  # noqa: E402

import corrections  # noqa: E402, F401
from release import release  # noqa: E402

LARGEST_FORM = 1 << 20
OWN_PATH = "/plangate/"
IDENTITY = str(uuid.uuid4())
output = threading.Lock()


def say(message):
    with output:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


class QuietHandler(MotoRequestHandler):
    def log_request(self, *arguments):
        """Requests are logged by `logged`, with what AWS calls them."""


def action_of(environ):
    """What AWS calls the request; takes the form out of the body and puts it back."""
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return target.rsplit(".", 1)[-1]
    length = int(environ.get("CONTENT_LENGTH") or 0)
    form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
    if not form or length > LARGEST_FORM:
        return None
    body = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = io.BytesIO(body)
    found = re.search(rb"(?:^|&)Action=(\w+)", body)
    return found.group(1).decode() if found else None


def service_of(environ):
    """The service that the request is signed for."""
    found = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    return found.group(1) if found else None


def logged(application):
    def run(environ, start_response):
        entry = {
            "method": environ["REQUEST_METHOD"],
            "host": environ.get("HTTP_HOST", ""),
            "path": environ.get("PATH_INFO", ""),
            "service": service_of(environ),
            "action": action_of(environ),
        }

        def respond(status, headers, *more):
            say({**entry, "status": int(status.split(" ", 1)[0])})
            return start_response(status, headers, *more)

        return application(environ, respond)

    return run


def answered(application):
    """Answers the paths of the stand-in itself."""

    def run(environ, start_response):
        request = f"{environ['REQUEST_METHOD']} {environ.get('PATH_INFO', '')}"
        if not environ.get("PATH_INFO", "").startswith(OWN_PATH):
            return application(environ, start_response)
        status, answer = "200 OK", {"id": IDENTITY}
        if request == f"POST {OWN_PATH}release":
            answer = release()
        elif request != f"GET {OWN_PATH}stand-in":
            status, answer = "404 Not Found", {}
        start_response(status, [("Content-Type", "application/json")])
        return [json.dumps(answer).encode()]

    return run


def main():
    application = DomainDispatcherApplication(create_backend_app)
    application.debug = True
    server = make_server("127.0.0.1", 0, answered(logged(application)), threaded=True, request_handler=QuietHandler)
    # Where the interpreter of Step Functions calls other services: a test may put itself between.
    os.environ.setdefault("MOTO_PORT", str(server.server_port))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say({"port": server.server_port})
    sys.stdin.read()


if __name__ == "__main__":
    main()
