"""
An emulated AWS for tests: moto for the services, and CloudFormation of our own in front of them, since moto's creates a third of the
types and says CREATE_COMPLETE for all. `main.py --account ID` prints one line of JSON when it is ready, and ends with its standard input;
`main.py --copies SOCKET` makes emulators as they are asked for.
"""

import argparse
import http.server
import json
import logging
import os
import ssl
import sys
import tempfile
import threading


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--account", default="111122223333")
    parser.add_argument("--without", action="append", default=[], help="a repair to leave out")
    parser.add_argument("--repairs", action="store_true", help="say which repairs there are, and end")
    parser.add_argument("--copies", help="a socket at which emulators are asked for, each a copy of this process")
    options = parser.parse_args()
    if options.repairs:
        import repairs

        print(json.dumps(sorted(repairs.REPAIRS)))
        return
    os.environ.update(
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
        AWS_DEFAULT_REGION="us-east-1",
        MOTO_IAM_LOAD_MANAGED_POLICIES="true",
    )
    logging.getLogger("werkzeug").setLevel(logging.ERROR)

    if options.copies:
        import copies

        copies.serve(options.copies, run)
    else:
        run(options.account, set(options.without), lambda ready: print(json.dumps(ready), flush=True), sys.stdin.read)


def run(account: str, without: set[str], tell, until) -> None:
    """An emulator's life: `tell` hears where it answers, and it ends when `until` comes back, so that nothing is left behind."""
    from moto.moto_server.threaded_moto_server import ThreadedMotoServer

    import functions
    import quickening
    import repairs
    from providers.code import RESPONSES
    from service import Service, serve

    quickening.install()
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    endpoint = f"http://127.0.0.1:{moto.get_host_and_port()[1]}"
    authority, answers = _answers(RESPONSES)
    RESPONSES.url = f"https://localhost:{answers.server_port}"
    repairs.install(account, without)
    functions.install(endpoint, authority)
    cloudformation = serve(Service(endpoint, account), 0)
    functions.cloudformation = f"http://127.0.0.1:{cloudformation.server_port}"
    tell({"endpoint": endpoint, "cloudformation": functions.cloudformation})
    until()
    os._exit(0)


def _answers(responses):
    """Takes the answers of custom resources over TLS, as the real place does."""
    key, certificate = _certificate()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_PUT(self):
            known = responses.take(self.path, self.rfile.read(int(self.headers.get("Content-Length", 0))))
            self.send_response(200 if known else 404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return certificate, server


def _certificate() -> tuple[str, str]:
    from datetime import datetime, timedelta, timezone

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tempfile.mkdtemp(prefix="rampart-emulator-")
    paths = os.path.join(folder, "key.pem"), os.path.join(folder, "certificate.pem")
    with open(paths[0], "wb") as file:
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    with open(paths[1], "wb") as file:
        file.write(certificate.public_bytes(serialization.Encoding.PEM))
    return paths


if __name__ == "__main__":
    main()
