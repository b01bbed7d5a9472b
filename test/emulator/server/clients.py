"""Clients of the emulated services, as an account and region, with arguments written as CloudFormation writes them."""

import json
import threading

import boto3
from botocore import xform_name
from botocore.config import Config

CONFIG = Config(retries={"max_attempts": 0}, connect_timeout=5, read_timeout=60, s3={"addressing_style": "path"})


class Clients:
    """One account and region of the emulator."""

    def __init__(self, endpoint: str, account: str, region: str, default_account: str):
        self.endpoint, self.account, self.region = endpoint, account, region
        self._keys = ("test", "test", None)
        self._made: dict[str, object] = {}
        self._lock = threading.Lock()
        if account != default_account:
            given = boto3.client(
                "sts", endpoint_url=endpoint, region_name=region, aws_access_key_id="test", aws_secret_access_key="test"
            ).assume_role(RoleArn=f"arn:aws:iam::{account}:role/emulator", RoleSessionName="emulator")["Credentials"]
            self._keys = (given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])

    def __call__(self, service: str):
        with self._lock:
            if service not in self._made:
                key, secret, token = self._keys
                self._made[service] = boto3.client(
                    service,
                    endpoint_url=self.endpoint,
                    region_name=self.region,
                    aws_access_key_id=key,
                    aws_secret_access_key=secret,
                    aws_session_token=token,
                    config=CONFIG,
                )
            return self._made[service]

    @property
    def environment(self) -> dict[str, str]:
        key, secret, token = self._keys
        given = {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret}
        return {**given, **({"AWS_SESSION_TOKEN": token} if token else {})}

    def call(self, service: str, operation: str, properties: dict) -> dict:
        """Calls an operation with the properties that it takes, whatever the case of their names and the form of their scalars."""
        client = self(service)
        model = client.meta.service_model.operation_model(operation)
        arguments = _shaped(properties, model.input_shape) if model.input_shape else {}
        return getattr(client, xform_name(operation))(**arguments)


def _shaped(value, shape):
    if value is None:
        return None
    match shape.type_name:
        case "structure":
            members = {name.lower(): name for name in shape.members}
            return {
                members[key.lower()]: _shaped(member, shape.members[members[key.lower()]])
                for key, member in value.items()
                if key.lower() in members
            }
        case "list":
            many = value if isinstance(value, list) else [value]
            return [_shaped(one, shape.member) for one in many]
        case "map":
            return {key: _shaped(one, shape.value) for key, one in value.items()}
        case "boolean":
            return value if isinstance(value, bool) else str(value).lower() == "true"
        case "integer" | "long":
            return int(value)
        case "double" | "float":
            return float(value)
        case "string":
            if isinstance(value, (dict, list)):
                return json.dumps(value)
            return ("true" if value else "false") if isinstance(value, bool) else str(value)
    return value
