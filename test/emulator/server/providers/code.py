"""Functions, and the custom resources that they provide."""

import json
import threading
import urllib.parse
import uuid

from providers.base import Made, Provider, Put


class Function(Provider):
    names = ("FunctionName",)
    SETTINGS = ("Role", "Handler", "Description", "Timeout", "MemorySize", "Runtime", "Environment", "VpcConfig")

    def create(self, clients, properties, about):
        name = properties.get("FunctionName", f"{about['StackName']}-{about['LogicalResourceId']}"[:64])
        arguments = {**self._settings(properties), "FunctionName": name, "Code": properties["Code"]}
        arguments["Architectures"] = properties.get("Architectures", ["x86_64"])
        made = clients.call("lambda", "CreateFunction", arguments)
        self._limit(clients, name, properties)
        return Made(name, {"Arn": made["FunctionArn"]})

    def update(self, clients, physical_id, old, new):
        if old["Code"] != new["Code"]:
            clients.call("lambda", "UpdateFunctionCode", {"FunctionName": physical_id, **new["Code"]})
        made = clients.call(
            "lambda", "UpdateFunctionConfiguration", {**self._settings(new), "FunctionName": physical_id}
        )
        self._limit(clients, physical_id, new)
        return Made(physical_id, {"Arn": made["FunctionArn"]})

    def _settings(self, properties):
        settings = {key: properties[key] for key in self.SETTINGS if key in properties}
        for key, name in (("DeadLetterConfig", "DeadLetterConfig"), ("KmsKeyArn", "KMSKeyArn")):
            if key in properties:
                settings[name] = properties[key]
        if "LoggingConfig" in properties:
            settings["LoggingConfig"] = properties["LoggingConfig"]
        return settings

    def _limit(self, clients, name, properties):
        if "ReservedConcurrentExecutions" in properties:
            clients("lambda").put_function_concurrency(
                FunctionName=name, ReservedConcurrentExecutions=int(properties["ReservedConcurrentExecutions"])
            )

    def delete(self, clients, physical_id, properties):
        clients("lambda").delete_function(FunctionName=physical_id)


class Permission(Provider):
    names = ("Action", "FunctionName", "Principal", "SourceAccount", "SourceArn")

    def create(self, clients, properties, about):
        statement = f"{about.get('LogicalResourceId', 'permission')}-{uuid.uuid4().hex[:8]}"
        clients.call("lambda", "AddPermission", {**properties, "StatementId": statement})
        return Made(statement, {"Id": statement})

    def update(self, clients, physical_id, old, new):
        return Made(physical_id, {"Id": physical_id})

    def delete(self, clients, physical_id, properties):
        clients("lambda").remove_permission(FunctionName=properties["FunctionName"], StatementId=physical_id)


class Responses:
    """Where functions tell how a custom resource went. One for the process; `main` starts it."""

    def __init__(self):
        self.url = ""
        self.waiting: dict[str, tuple[threading.Event, dict]] = {}

    def expect(self) -> tuple[str, threading.Event, dict]:
        id_ = uuid.uuid4().hex
        answered, answer = threading.Event(), {}
        self.waiting[id_] = (answered, answer)
        return f"{self.url}/{id_}", answered, answer

    def take(self, path: str, body: bytes) -> bool:
        held = self.waiting.pop(urllib.parse.urlparse(path).path.strip("/"), None)
        if not held:
            return False
        held[1].update(json.loads(body))
        held[0].set()
        return True


RESPONSES = Responses()


class Custom(Provider):
    """A resource whose function says what became of it. A function that does not answer fails the resource."""

    TIMEOUT_SECONDS = 60

    def create(self, clients, properties, about):
        answer = self._ask(clients, "Create", properties, about, {})
        return Made(answer["PhysicalResourceId"], answer.get("Data") or {})

    def update(self, clients, physical_id, old, new):
        given = {"PhysicalResourceId": physical_id, "OldResourceProperties": old}
        answer = self._ask(clients, "Update", new, {}, given)
        return Made(answer.get("PhysicalResourceId", physical_id), answer.get("Data") or {})

    def delete(self, clients, physical_id, properties):
        self._ask(clients, "Delete", properties, {}, {"PhysicalResourceId": physical_id})

    def _ask(self, clients, request, properties, about, more):
        url, answered, answer = RESPONSES.expect()
        event = {
            "RequestType": request,
            "RequestId": uuid.uuid4().hex,
            "ResponseURL": url,
            "StackId": about.get("StackId", f"arn:aws:cloudformation:{clients.region}:{clients.account}:stack/s/1"),
            "LogicalResourceId": about.get("LogicalResourceId", "Resource"),
            "ResourceType": about.get("ResourceType", "AWS::CloudFormation::CustomResource"),
            "ResourceProperties": _texts(properties),
            **{key: _texts(value) for key, value in more.items()},
        }
        said = clients("lambda").invoke(FunctionName=properties["ServiceToken"], Payload=json.dumps(event))
        if said.get("FunctionError"):
            raise RuntimeError(f"{properties['ServiceToken']}: {said['Payload'].read().decode()[:500]}")
        if not answered.wait(self.TIMEOUT_SECONDS):
            raise RuntimeError("CloudFormation did not receive a response from your Custom Resource")
        if answer["Status"] != "SUCCESS":
            raise RuntimeError(f"Received response status [FAILED] from custom resource. Message: {answer.get('Reason')}")
        return answer


def _texts(value):
    """CloudFormation writes every scalar of a custom resource as a text."""
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


CUSTOM = Custom()

PROVIDERS = {
    "AWS::Lambda::Function": Function(),
    "AWS::Lambda::Permission": Permission(),
    "AWS::Lambda::EventInvokeConfig": Put(
        "lambda",
        "PutFunctionEventInvokeConfig",
        "DeleteFunctionEventInvokeConfig",
        id=lambda p, r, c: f"{p['FunctionName']}|{p['Qualifier']}",
        removal=lambda i, p: {"FunctionName": p["FunctionName"], "Qualifier": p["Qualifier"]},
        names=("FunctionName", "Qualifier"),
    ),
    "AWS::CloudFormation::CustomResource": CUSTOM,
}
