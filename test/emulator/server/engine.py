"""Creates, updates, rolls back and deletes the resources of one stack."""

import json
import threading
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timezone

from providers import PROVIDERS, CUSTOM, Made
from template import DROPPED, Scope, TemplateError, in_order


@dataclass
class Existing:
    """A resource of a stack, as it was made last."""

    logical_id: str
    type: str
    physical_id: str
    attributes: dict
    properties: dict
    declared: dict
    exercised: bool


@dataclass
class Event:
    logical_id: str
    physical_id: str
    type: str
    status: str
    reason: str
    at: datetime = field(default_factory=lambda: datetime.now(timezone.utc))
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


class Stack:
    """A stack with everything that the service tells of it."""

    def __init__(self, name: str, clients):
        self.name, self.clients = name, clients
        self.id = f"arn:aws:cloudformation:{clients.region}:{clients.account}:stack/{name}/{uuid.uuid4()}"
        self.status = "REVIEW_IN_PROGRESS"
        self.reason = ""
        self.template: dict = {}
        self.body = "{}"
        self.parameters: dict[str, str] = {}
        self.tags: dict[str, str] = {}
        self.outputs: list[dict] = []
        self.resources: dict[str, Existing] = {}
        self.events: list[Event] = []
        self.created = datetime.now(timezone.utc)
        self.protected = False
        self._idle = threading.Event()
        self._idle.set()

    def begin(self, status: str) -> None:
        """Says that something is under way, before its thread has begun."""
        self._idle.clear()
        self.status = status

    def settled(self, seconds: float) -> None:
        """Waits until nothing is under way, or so long."""
        self._idle.wait(seconds)

    def tell(self, logical_id: str, physical_id: str, type_: str, status: str, reason: str = "") -> None:
        self.events.append(Event(logical_id, physical_id, type_, status, reason))

    def become(self, status: str, reason: str = "") -> None:
        self.status, self.reason = status, reason
        self.tell(self.name, self.id, "AWS::CloudFormation::Stack", status, reason)
        if not status.endswith("_IN_PROGRESS"):
            self._idle.set()


class Engine:
    """What happens to stacks of one account and region."""

    def __init__(self, clients, exports: dict[str, str]):
        self.clients, self.exports = clients, exports

    def create(self, stack: Stack, body: str, parameters: dict[str, str]) -> None:
        stack.become("CREATE_IN_PROGRESS", "User Initiated")
        made: list[Existing] = []
        try:
            scope = self._scope(stack, body, parameters)
            for logical_id in in_order(self._wanted(scope)):
                made.append(self._make(stack, scope, logical_id))
            stack.outputs = self._outputs(stack, scope)
        except Exception as error:
            stack.become("ROLLBACK_IN_PROGRESS", f"The following resource(s) failed to create. {error}")
            for one in reversed(made):
                self._remove(stack, one)
            stack.resources.clear()
            stack.become("ROLLBACK_COMPLETE")
            return
        self._take(stack, body, parameters)
        stack.become("CREATE_COMPLETE")

    def update(self, stack: Stack, body: str, parameters: dict[str, str]) -> None:
        stack.become("UPDATE_IN_PROGRESS", "User Initiated")
        before = dict(stack.resources)
        added: list[Existing] = []
        changed: list[Existing] = []
        replaced: list[Existing] = []
        try:
            scope = self._scope(stack, body, parameters)
            wanted = self._wanted(scope)
            for logical_id in in_order(wanted):
                old = before.get(logical_id)
                if old is None:
                    added.append(self._make(stack, scope, logical_id))
                    continue
                properties = self._properties(scope, logical_id)
                if old.type != wanted[logical_id]["Type"]:
                    raise TemplateError(f"Update of resource type is not permitted: {logical_id}")
                if properties == old.properties:
                    old.declared = wanted[logical_id]
                    scope.resources[logical_id] = (old.physical_id, old.attributes)
                    continue
                new = self._change(stack, scope, old, properties, wanted[logical_id])
                changed.append(old)
                if new.physical_id != old.physical_id:
                    replaced.append(old)
            outputs = self._outputs(stack, scope)
        except Exception as error:
            self._roll_back(stack, str(error), before, added, changed)
            return
        stack.become("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
        gone = [one for name, one in before.items() if name not in wanted]
        for one in [*reversed(replaced), *reversed(gone)]:
            self._drop(stack, one)
        for one in gone:
            stack.resources.pop(one.logical_id, None)
        stack.outputs = outputs
        self._take(stack, body, parameters)
        stack.become("UPDATE_COMPLETE")

    def _roll_back(self, stack: Stack, reason: str, before, added, changed) -> None:
        stack.become("UPDATE_ROLLBACK_IN_PROGRESS", f"The following resource(s) failed to update. {reason}")
        for old in reversed(changed):
            now = stack.resources[old.logical_id]
            if now.physical_id == old.physical_id:
                made = self._provider(old.type).update(self.clients, now.physical_id, now.properties, old.properties)
                old.attributes = made.attributes
            else:
                self._remove(stack, now)
            stack.resources[old.logical_id] = old
            stack.tell(old.logical_id, old.physical_id, old.type, "UPDATE_COMPLETE")
        for one in reversed(added):
            self._remove(stack, one)
            stack.resources.pop(one.logical_id, None)
        stack.become("UPDATE_ROLLBACK_COMPLETE")

    def delete(self, stack: Stack) -> None:
        stack.become("DELETE_IN_PROGRESS", "User Initiated")
        try:
            order = in_order({name: one.declared for name, one in stack.resources.items()})
            for logical_id in reversed(order):
                self._drop(stack, stack.resources[logical_id])
                del stack.resources[logical_id]
        except Exception as error:
            stack.become("DELETE_FAILED", f"The following resource(s) failed to delete: {error}")
            return
        stack.outputs = []
        stack.become("DELETE_COMPLETE")

    def _scope(self, stack: Stack, body: str, parameters: dict[str, str]) -> Scope:
        pseudo = {
            "AWS::AccountId": self.clients.account,
            "AWS::Region": self.clients.region,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::StackName": stack.name,
            "AWS::StackId": stack.id,
        }
        return Scope(json.loads(body), parameters, pseudo, self._imported)

    def _imported(self, name: str) -> str:
        if name not in self.exports:
            raise TemplateError(f"No export named {name} found")
        return self.exports[name]

    def _wanted(self, scope: Scope) -> dict[str, dict]:
        return {
            name: resource
            for name, resource in scope.template.get("Resources", {}).items()
            if "Condition" not in resource or scope.condition(resource["Condition"])
        }

    def _properties(self, scope: Scope, logical_id: str) -> dict:
        value = scope.evaluate(scope.template["Resources"][logical_id].get("Properties", {}))
        return {} if value is DROPPED else value

    def _provider(self, type_: str):
        return PROVIDERS.get(type_) or (CUSTOM if type_.startswith("Custom::") else None)

    def _make(self, stack: Stack, scope: Scope, logical_id: str) -> Existing:
        declared = scope.template["Resources"][logical_id]
        type_ = declared["Type"]
        stack.tell(logical_id, "", type_, "CREATE_IN_PROGRESS")
        try:
            properties = self._properties(scope, logical_id)
            provider = self._provider(type_)
            made = provider.create(self.clients, properties, self._about(stack, logical_id, type_)) if provider else None
        except Exception as error:
            stack.tell(logical_id, "", type_, "CREATE_FAILED", str(error))
            raise
        made = made or self._written_down(stack, logical_id, type_, properties)
        one = Existing(logical_id, type_, made.physical_id, made.attributes, properties, declared, provider is not None)
        stack.resources[logical_id] = one
        scope.resources[logical_id] = (one.physical_id, one.attributes)
        stack.tell(logical_id, one.physical_id, type_, "CREATE_COMPLETE")
        return one

    def _written_down(self, stack: Stack, logical_id: str, type_: str, properties: dict) -> Made:
        """What is not exercised, with the names that others put together from it in the form of AWS."""
        anything = _Anything(stack.name, logical_id)
        if type_ == "AWS::Bedrock::Guardrail":
            id_ = f"not-exercised-{logical_id}".lower()
            arn = f"arn:aws:bedrock:{self.clients.region}:{self.clients.account}:guardrail/{id_}"
            return Made(arn, {"GuardrailId": id_, "GuardrailArn": arn, "Version": "DRAFT"})
        if type_ == "AWS::Bedrock::GuardrailVersion":
            return Made(f"{properties['GuardrailIdentifier']}|1", {"Version": "1", "GuardrailId": properties["GuardrailIdentifier"]})
        return Made(f"{stack.name}-{logical_id}", anything)

    def _change(self, stack: Stack, scope: Scope, old: Existing, properties: dict, declared: dict) -> Existing:
        stack.tell(old.logical_id, old.physical_id, old.type, "UPDATE_IN_PROGRESS")
        provider = self._provider(old.type)
        try:
            if provider is None:
                made = Made(old.physical_id, old.attributes)
            elif provider.replaces(old.properties, properties):
                made = provider.create(self.clients, properties, self._about(stack, old.logical_id, old.type))
            else:
                made = provider.update(self.clients, old.physical_id, old.properties, properties)
        except Exception as error:
            stack.tell(old.logical_id, old.physical_id, old.type, "UPDATE_FAILED", str(error))
            raise
        new = Existing(
            old.logical_id, old.type, made.physical_id, made.attributes, properties, declared, provider is not None
        )
        stack.resources[old.logical_id] = new
        scope.resources[old.logical_id] = (new.physical_id, new.attributes)
        stack.tell(old.logical_id, new.physical_id, old.type, "UPDATE_COMPLETE")
        return new

    def _drop(self, stack: Stack, one: Existing) -> None:
        """Deletes, unless the template says to keep it."""
        if one.declared.get("DeletionPolicy") in ("Retain", "RetainExceptOnCreate"):
            stack.tell(one.logical_id, one.physical_id, one.type, "DELETE_SKIPPED")
            return
        self._remove(stack, one)

    def _remove(self, stack: Stack, one: Existing) -> None:
        stack.tell(one.logical_id, one.physical_id, one.type, "DELETE_IN_PROGRESS")
        provider = self._provider(one.type)
        try:
            if provider:
                provider.delete(self.clients, one.physical_id, one.properties)
        except Exception as error:
            stack.tell(one.logical_id, one.physical_id, one.type, "DELETE_FAILED", str(error))
            raise
        stack.tell(one.logical_id, one.physical_id, one.type, "DELETE_COMPLETE")

    def _about(self, stack: Stack, logical_id: str, type_: str) -> dict[str, str]:
        return {"StackId": stack.id, "StackName": stack.name, "LogicalResourceId": logical_id, "ResourceType": type_}

    def _outputs(self, stack: Stack, scope: Scope) -> list[dict]:
        outputs = []
        for name, declared in scope.template.get("Outputs", {}).items():
            if "Condition" in declared and not scope.condition(declared["Condition"]):
                continue
            output = {"OutputKey": name, "OutputValue": str(scope.evaluate(declared["Value"]))}
            export = declared.get("Export", {}).get("Name")
            if export is not None:
                output["ExportName"] = scope.evaluate(export)
            outputs.append(output)
        for output in outputs:
            if "ExportName" in output:
                self.exports[output["ExportName"]] = output["OutputValue"]
        return outputs

    def _take(self, stack: Stack, body: str, parameters: dict[str, str]) -> None:
        stack.body, stack.template, stack.parameters = body, json.loads(body), parameters


class _Anything(dict):
    """Attributes of a resource that is not exercised. Each says so, in the form that others check: an ARN where it is called one."""

    def __init__(self, stack: str, logical_id: str):
        super().__init__()
        self.of = f"not-exercised-{stack}-{logical_id}"

    def __contains__(self, name) -> bool:
        return True

    def __getitem__(self, name):
        return f"arn:aws:emulated:::{self.of}" if name.endswith("Arn") else f"{self.of}-{name}"
