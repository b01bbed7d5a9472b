"""What CloudFormation answers, in its XML."""

from datetime import datetime
from xml.sax.saxutils import escape

NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/"


def tag(name: str, value) -> str:
    return f"<{name}>{escape(str(value))}</{name}>"


def fields(values: dict) -> str:
    return "".join(tag(name, _text(value)) for name, value in values.items())


def members(name: str, many) -> str:
    """A list of maps."""
    return f"<{name}>{''.join(f'<member>{fields(one)}</member>' for one in many)}</{name}>"


def _text(value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    return str(value)


def stacks(name: str, many) -> str:
    return f"<{name}>{''.join(f'<member>{_stack(stack)}</member>' for stack in many)}</{name}>"


def _stack(stack) -> str:
    said = {
        "StackId": stack.id,
        "StackName": stack.name,
        "StackStatus": stack.status,
        "StackStatusReason": stack.reason,
        "CreationTime": stack.created,
        "EnableTerminationProtection": stack.protected,
    }
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in stack.parameters.items()]
    tags = [{"Key": key, "Value": value} for key, value in stack.tags.items()]
    return (
        fields(said)
        + members("Outputs", stack.outputs)
        + members("Parameters", parameters)
        + members("Tags", tags)
        + "<Capabilities><member>CAPABILITY_NAMED_IAM</member></Capabilities>"
    )


def events(stack) -> str:
    return members(
        "StackEvents",
        (
            {
                "EventId": event.id,
                **_place(stack, event.logical_id, event.physical_id, event.type),
                "ResourceStatus": event.status,
                "ResourceStatusReason": event.reason,
                "Timestamp": event.at,
            }
            for event in reversed(stack.events)
        ),
    )


def resources(name: str, stack) -> str:
    return members(
        name,
        (
            {
                **_place(stack, one.logical_id, one.physical_id, one.type),
                "ResourceStatus": "CREATE_COMPLETE",
                "LastUpdatedTimestamp": stack.created,
                "Timestamp": stack.created,
            }
            for one in stack.resources.values()
        ),
    )


def _place(stack, logical_id: str, physical_id: str, type_: str) -> dict[str, str]:
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "LogicalResourceId": logical_id,
        "PhysicalResourceId": physical_id,
        "ResourceType": type_,
    }
