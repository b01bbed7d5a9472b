"""A process that has loaded what an emulator needs and holds nothing yet. Asked over a socket it makes a copy of itself, which becomes one."""

import json
import os
import random
import select
import socket
import sys

SERVICES = (
    "apigateway",
    "application-autoscaling",
    "bedrock",
    "cloudtrail",
    "cloudwatch",
    "config",
    "ec2",
    "ecr",
    "events",
    "guardduty",
    "iam",
    "kms",
    "lambda",
    "logs",
    "macie2",
    "route53resolver",
    "s3",
    "sagemaker",
    "securityhub",
    "sns",
    "sqs",
    "ssm",
    "sts",
    "wafv2",
)
"""Those that the platform uses most; what is not here is loaded at its first call."""


def serve(path: str, run) -> None:
    """Copies until its standard input closes. `run(account, without, tell, until)` is an emulator's life."""
    _load()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        print(json.dumps({"copies": path}), flush=True)
        while True:
            readable, _, _ = select.select([sys.stdin, listener], [], [])
            if sys.stdin in readable:
                return _wait(0)
            _wait(os.WNOHANG)
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                _become(connection, run)
            connection.close()


def _wait(options: int) -> None:
    """For the copies that have ended, or with no options for all: what they took of the processor then counts as this process's."""
    try:
        while os.waitpid(-1, options) != (0, 0):
            pass
    except ChildProcessError:
        pass


def _become(connection: socket.socket, run) -> None:
    """Lives as long as whoever asked for it holds the connection."""
    _not_the_same_ids_again()
    answers = connection.makefile("rw")

    def tell(said: dict) -> None:
        answers.write(json.dumps(said) + "\n")
        answers.flush()

    try:
        asked = json.loads(answers.readline())
        run(asked["account"], set(asked["without"]), tell, answers.read)
    except (Exception, SystemExit) as error:
        tell({"error": str(error)})
    finally:
        os._exit(0)


def _load() -> None:
    import boto3
    from moto import backends
    from moto.kms import models as kms

    import quickening

    quickening.install()
    for service in SERVICES:
        boto3.client(service, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
        backends.get_backend({"lambda": "awslambda"}.get(service, service.replace("-", "")))
    kms.generate_private_key("SYMMETRIC_DEFAULT")


def _not_the_same_ids_again() -> None:
    from moto.moto_api._internal import mock_random

    mock_random.seed()
    random.seed()
