"""Whether a resource's policy allows or denies a request, by a small reading of its statements."""

import fnmatch
import re

# Every account here is of the organisation that the example configs name.
ORGANISATION = "o-a1b2c3d4e5"


def of_request() -> dict[str, str]:
    """
    What the emulator knows of the request that it answers. It speaks plain HTTP and stands for TLS; the header
    `x-emulated-transport: plain` says that a test means plain HTTP.
    """
    from flask import has_request_context, request

    context = {"aws:securetransport": "true", "s3:tlsversion": "1.3", "aws:viaawsservice": "false"}
    context["aws:principalisawsservice"] = "false"
    context["aws:principalorgid"] = ORGANISATION
    if not has_request_context():
        return context
    if request.headers.get("x-emulated-transport") == "plain":
        context["aws:securetransport"] = "false"
    role = _role_of(request.headers.get("Authorization", ""))
    if role is not None:
        context["aws:principalarn"] = role
    for header in ("x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id"):
        if header in request.headers:
            context[f"s3:{header}"] = request.headers[header]
    return context


def _role_of(authorization: str) -> str | None:
    """The ARN of the role whose keys signed a request; nothing where no role's did."""
    from moto.sts.models import sts_backends

    signed = re.search(r"Credential=([^/]+)/", authorization)
    if signed is None:
        return None
    for partitions in list(sts_backends.values()):
        for backend in list(partitions.values()):
            assumed = backend.get_assumed_role_from_access_key(signed.group(1))
            if assumed is not None:
                return assumed.role_arn
    return None


def verdict(policy: dict, action: str, resource: str, context: dict[str, str]) -> str:
    """`Deny`, `Allow` or `Neither`. Only statements for everyone are read."""
    found = "Neither"
    for statement in _many(policy.get("Statement", [])):
        if not (_named(statement, "Action", action, fold=True) and _named(statement, "Resource", resource)):
            continue
        principal = statement.get("Principal")
        anyone = principal == "*" or (isinstance(principal, dict) and "*" in _many(principal.get("AWS", [])))
        if not anyone or not _hold(statement.get("Condition", {}), context):
            continue
        if statement["Effect"] == "Deny":
            return "Deny"
        found = "Allow"
    return found


def _many(value) -> list:
    return value if isinstance(value, list) else [value]


def _named(statement: dict, element: str, value: str, fold: bool = False) -> bool:
    wanted = value.lower() if fold else value

    def matches(patterns) -> bool:
        return any(fnmatch.fnmatchcase(wanted, one.lower() if fold else one) for one in _many(patterns))

    if f"Not{element}" in statement:
        return not matches(statement[f"Not{element}"])
    return matches(statement.get(element, "*"))


def _hold(conditions: dict, context: dict[str, str]) -> bool:
    return all(
        _holds(operator, context.get(key.lower()), [str(one) for one in _many(values)])
        for operator, keys in conditions.items()
        for key, values in keys.items()
    )


def _holds(operator: str, got: str | None, wanted: list[str]) -> bool:
    name = operator.split(":")[-1]
    if name == "Null":
        return (got is None) == (wanted[0].lower() == "true")
    optional, name = name.endswith("IfExists"), name.removesuffix("IfExists")
    negated = "Not" in name
    if got is None:
        return optional or negated
    if name.startswith("Numeric"):
        return any(_compare(name.removeprefix("Numeric"), float(got), float(one)) for one in wanted)
    if name.startswith(("Arn", "StringLike", "StringNotLike")):
        same = any(fnmatch.fnmatchcase(got, one) for one in wanted)
    else:
        same = got.lower() in [one.lower() for one in wanted] if name == "Bool" else got in wanted
    return same != negated


def _compare(name: str, got: float, wanted: float) -> bool:
    return {
        "Equals": got == wanted,
        "NotEquals": got != wanted,
        "LessThan": got < wanted,
        "LessThanEquals": got <= wanted,
        "GreaterThan": got > wanted,
        "GreaterThanEquals": got >= wanted,
    }[name]
