"""Reads a CloudFormation template as the service does: parameters, conditions, intrinsic functions, and what depends on what."""

import base64
import ipaddress
import re
from collections.abc import Callable

DROPPED = object()
"""What `AWS::NoValue` stands for: the property, or the member of a list, is left out."""

SUBSTITUTED = re.compile(r"\$\{(!?)([^}]+)\}")


IMPLIED = {"AWS::Config::DeliveryChannel": "AWS::Config::ConfigurationRecorder"}
"""What CloudFormation makes first although nothing refers to it."""


class TemplateError(Exception):
    """A template that CloudFormation would refuse."""


class Scope:
    """What names mean while one template is evaluated."""

    def __init__(
        self,
        template: dict,
        parameters: dict[str, str],
        pseudo: dict[str, str],
        imported: Callable[[str], str],
    ):
        self.template = template
        self.pseudo = pseudo
        self.imported = imported
        self.parameters = self._defaults(parameters)
        self.resources: dict[str, tuple[str, dict]] = {}
        """Physical id and attributes of what exists already, by logical id."""

    def _defaults(self, given: dict[str, str]) -> dict[str, object]:
        values: dict[str, object] = {}
        for name, declared in self.template.get("Parameters", {}).items():
            value = given.get(name, declared.get("Default"))
            if value is None:
                raise TemplateError(f"Parameters: [{name}] must have values")
            listed = "List" in declared.get("Type", "") and not isinstance(value, list)
            values[name] = [one.strip() for one in str(value).split(",")] if listed else value
        return values

    def condition(self, name: str) -> bool:
        declared = self.template.get("Conditions", {})
        if name not in declared:
            raise TemplateError(f"Unresolved condition {name}")
        return bool(self.evaluate(declared[name]))

    def evaluate(self, value):
        if isinstance(value, list):
            return [one for one in map(self.evaluate, value) if one is not DROPPED]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            function = FUNCTIONS.get(name)
            if function:
                return function(self, argument)
        evaluated = {key: self.evaluate(member) for key, member in value.items()}
        return {key: member for key, member in evaluated.items() if member is not DROPPED}

    def ref(self, name: str):
        if name == "AWS::NoValue":
            return DROPPED
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.parameters:
            return self.parameters[name]
        return self._resource(name)[0]

    def attribute(self, argument):
        name, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
        attributes = self._resource(name)[1]
        if attribute not in attributes:
            raise TemplateError(f"Requested attribute {attribute} does not exist for {name}")
        return attributes[attribute]

    def _resource(self, name: str) -> tuple[str, dict]:
        if name not in self.resources:
            raise TemplateError(f"Unresolved resource dependencies [{name}] in the template")
        return self.resources[name]


def _sub(scope: Scope, argument) -> str:
    text, names = argument if isinstance(argument, list) else (argument, {})

    def one(found: re.Match) -> str:
        literal, name = found.groups()
        if literal:
            return f"${{{name}}}"
        if name in names:
            return str(scope.evaluate(names[name]))
        return str(scope.attribute(name) if "." in name else scope.ref(name))

    return SUBSTITUTED.sub(one, text)


def _if(scope: Scope, argument):
    condition, yes, no = argument
    return scope.evaluate(yes if scope.condition(condition) else no)


def _find_in_map(scope: Scope, argument):
    mapping, top, second = (scope.evaluate(one) for one in argument[:3])
    return scope.template["Mappings"][mapping][top][second]


def _cidr(scope: Scope, argument) -> list[str]:
    block, count, bits = (scope.evaluate(one) for one in [*argument, 8][:3])
    subnets = ipaddress.ip_network(block).subnets(new_prefix=32 - int(bits))
    return [str(next(subnets)) for _ in range(int(count))]


FUNCTIONS: dict[str, Callable] = {
    "Ref": lambda scope, name: scope.ref(name),
    "Fn::GetAtt": lambda scope, argument: scope.attribute(argument),
    "Fn::Sub": _sub,
    "Fn::If": _if,
    "Fn::FindInMap": _find_in_map,
    "Fn::Cidr": _cidr,
    "Fn::Join": lambda scope, a: str(a[0]).join(str(one) for one in scope.evaluate(a[1])),
    "Fn::Select": lambda scope, a: scope.evaluate(a[1])[int(scope.evaluate(a[0]))],
    "Fn::Split": lambda scope, a: str(scope.evaluate(a[1])).split(a[0]),
    "Fn::Base64": lambda scope, a: base64.b64encode(str(scope.evaluate(a)).encode()).decode(),
    "Fn::GetAZs": lambda scope, a: [f"{scope.evaluate(a) or scope.pseudo['AWS::Region']}{zone}" for zone in "abc"],
    "Fn::ImportValue": lambda scope, a: scope.imported(scope.evaluate(a)),
    "Fn::Equals": lambda scope, a: scope.evaluate(a[0]) == scope.evaluate(a[1]),
    "Fn::Not": lambda scope, a: not scope.evaluate(a[0]),
    "Fn::And": lambda scope, a: all(scope.evaluate(one) for one in a),
    "Fn::Or": lambda scope, a: any(scope.evaluate(one) for one in a),
    "Fn::Contains": lambda scope, a: scope.evaluate(a[1]) in scope.evaluate(a[0]),
    "Condition": lambda scope, name: scope.condition(name) if isinstance(name, str) else {"Condition": scope.evaluate(name)},
}


def needs(resource: dict, known: set[str]) -> set[str]:
    """The logical ids that a resource refers to or waits for."""
    found: set[str] = set()
    waits = resource.get("DependsOn", [])
    found.update([waits] if isinstance(waits, str) else waits)

    def walk(value) -> None:
        if isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, dict):
            for key, member in value.items():
                if key == "Ref" and isinstance(member, str):
                    found.add(member)
                elif key == "Fn::GetAtt":
                    found.add(member.split(".", 1)[0] if isinstance(member, str) else member[0])
                elif key == "Fn::Sub":
                    text = member if isinstance(member, str) else member[0]
                    found.update(name.split(".", 1)[0] for _, name in SUBSTITUTED.findall(text))
                    walk(member)
                else:
                    walk(member)

    walk(resource.get("Properties", {}))
    return found & known


def in_order(resources: dict[str, dict]) -> list[str]:
    """Logical ids so that each comes after what it needs. Among those that could come next, in the order of the template."""
    waiting = {name: needs(resource, set(resources)) - {name} for name, resource in resources.items()}
    for later, first in IMPLIED.items():
        before = {name for name, resource in resources.items() if resource["Type"] == first}
        for name, resource in resources.items():
            if resource["Type"] == later:
                waiting[name] |= before
    ordered: list[str] = []
    while waiting:
        ready = [name for name, open_ in waiting.items() if not open_]
        if not ready:
            raise TemplateError(f"Circular dependency between resources: {sorted(waiting)}")
        for name in ready:
            del waiting[name]
        ordered.extend(ready)
        for open_ in waiting.values():
            open_.difference_update(ready)
    return ordered
