"""The query protocol of CloudFormation over HTTP, as far as the CDK command line and the SDK's stack calls need it."""

import json
import re
import threading
import urllib.parse
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import yaml

import answers
from clients import Clients
from engine import Engine, Stack

GONE = "DELETE_COMPLETE"
PATIENCE_SECONDS = 20
"""How long `DescribeStacks` waits for what is under way: the command line asks again only after five seconds."""


class Refused(Exception):
    """An answer of status 400."""

    def __init__(self, message: str, code: str = "ValidationError"):
        super().__init__(message)
        self.code = code


class Account:
    """The stacks, exports and change sets of one account and region."""

    def __init__(self, clients: Clients):
        self.clients = clients
        self.stacks: list[Stack] = []
        self.exports: dict[str, str] = {}
        self.changes: dict[str, dict] = {}
        self.engine = Engine(clients, self.exports)

    def find(self, name: str) -> Stack:
        for stack in reversed(self.stacks):
            if stack.id == name or (stack.name == name and stack.status != GONE):
                return stack
        raise Refused(f"Stack with id {name} does not exist")


class Service:
    """CloudFormation for every account of the emulator."""

    def __init__(self, endpoint: str, default_account: str):
        self.endpoint, self.default_account = endpoint, default_account
        self.accounts: dict[tuple[str, str], Account] = {}
        self.lock = threading.Lock()

    def account(self, authorization: str) -> Account:
        found = re.search(r"Credential=([^/]+)/\d+/([^/]+)/", authorization)
        key, region = found.groups() if found else ("test", "us-east-1")
        account = self._account_of(key)
        with self.lock:
            at = (account, region)
            if at not in self.accounts:
                self.accounts[at] = Account(Clients(self.endpoint, account, region, self.default_account))
            return self.accounts[at]

    def _account_of(self, key: str) -> str:
        from moto.iam.models import get_account_id_from

        return get_account_id_from(key)

    def answer(self, action: str, given: dict[str, str], account: Account) -> str:
        handler = getattr(self, f"do_{action}", None)
        if handler is None:
            raise Refused(f"The emulated CloudFormation has no {action}", "InvalidAction")
        return handler(given, account) or ""

    def do_CreateStack(self, given, account):
        name = given["StackName"]
        if any(one.name == name and one.status != GONE for one in account.stacks):
            raise Refused(f"Stack [{name}] already exists", "AlreadyExistsException")
        body = self._body(given, account)
        stack = Stack(name, account.clients)
        stack.tags = dict(_pairs(given, "Tags", "Key", "Value"))
        stack.protected = given.get("EnableTerminationProtection") == "true"
        account.stacks.append(stack)
        self._start(account.engine.create, stack, body, _parameters(given))
        return answers.tag("StackId", stack.id)

    def do_UpdateStack(self, given, account):
        stack = account.find(given["StackName"])
        body = self._body(given, account, stack)
        parameters = _parameters(given, stack.parameters)
        if json.loads(body) == stack.template and parameters == stack.parameters:
            raise Refused("No updates are to be performed.")
        self._start(account.engine.update, stack, body, parameters)
        return answers.tag("StackId", stack.id)

    def do_DeleteStack(self, given, account):
        try:
            stack = account.find(given["StackName"])
        except Refused:
            return ""
        if stack.protected:
            raise Refused(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
        for output in stack.outputs:
            name = output.get("ExportName")
            users = [
                one.name
                for one in account.stacks
                if one is not stack and one.status != GONE and name and f'"{name}"' in one.body
            ]
            if users:
                raise Refused(f"Export {name} cannot be deleted as it is in use by {users[0]}")
        for output in stack.outputs:
            account.exports.pop(output.get("ExportName"), None)
        self._start(account.engine.delete, stack)

    def do_UpdateTerminationProtection(self, given, account):
        stack = account.find(given["StackName"])
        stack.protected = given.get("EnableTerminationProtection") == "true"
        return answers.tag("StackId", stack.id)

    def do_DescribeStacks(self, given, account):
        if "StackName" not in given:
            return answers.stacks("Stacks", account.stacks)
        stack = account.find(given["StackName"])
        stack.settled(PATIENCE_SECONDS)
        return answers.stacks("Stacks", [stack])

    def do_ListStacks(self, given, account):
        return answers.stacks("StackSummaries", account.stacks)

    def do_DescribeStackEvents(self, given, account):
        return answers.events(account.find(given["StackName"]))

    def do_DescribeStackResources(self, given, account):
        return answers.resources("StackResources", account.find(given["StackName"]))

    def do_ListStackResources(self, given, account):
        return answers.resources("StackResourceSummaries", account.find(given["StackName"]))

    def do_GetTemplate(self, given, account):
        return answers.tag("TemplateBody", account.find(given["StackName"]).body)

    def do_GetTemplateSummary(self, given, account):
        template = json.loads(self._body(given, account, None))
        return answers.members("Parameters", ({"ParameterKey": name} for name in template.get("Parameters", {})))

    def do_ListExports(self, given, account):
        return answers.members("Exports", ({"Name": name, "Value": value} for name, value in account.exports.items()))

    def do_CreateChangeSet(self, given, account):
        creates = given.get("ChangeSetType") == "CREATE"
        if creates:
            stack = Stack(given["StackName"], account.clients)
            account.stacks.append(stack)
        else:
            stack = account.find(given["StackName"])
        body = self._body(given, account, stack)
        parameters = _parameters(given, stack.parameters)
        id_ = f"{stack.id.replace(':stack/', ':changeSet/')}-{uuid.uuid4()}"
        same = not creates and json.loads(body) == stack.template and parameters == stack.parameters
        account.changes[id_] = {
            "name": given["ChangeSetName"],
            "stack": stack,
            "body": body,
            "parameters": parameters,
            "creates": creates,
            "same": same,
        }
        return answers.tag("Id", id_) + answers.tag("StackId", stack.id)

    def do_DescribeChangeSet(self, given, account):
        id_, change = self._change(given, account)
        failed = change["same"]
        status = "FAILED" if failed else "CREATE_COMPLETE"
        reason = "The submitted information didn't contain changes." if failed else ""
        stack = change["stack"]
        said = {
            "ChangeSetId": id_,
            "ChangeSetName": change["name"],
            "StackId": stack.id,
            "StackName": stack.name,
            "Status": status,
            "StatusReason": reason,
            "ExecutionStatus": "UNAVAILABLE" if failed else "AVAILABLE",
        }
        return answers.fields(said) + answers.members("Changes", [] if failed else [{"Type": "Resource"}])

    def do_ExecuteChangeSet(self, given, account):
        _, change = self._change(given, account)
        engine = account.engine
        self._start(
            engine.create if change["creates"] else engine.update, change["stack"], change["body"], change["parameters"]
        )

    def do_DeleteChangeSet(self, given, account):
        for id_ in [id_ for id_, change in account.changes.items() if change["name"] == given["ChangeSetName"]]:
            del account.changes[id_]

    def _change(self, given, account):
        for id_, change in reversed(list(account.changes.items())):
            ours = given.get("StackName") in (None, change["stack"].name, change["stack"].id)
            if id_ == given["ChangeSetName"] or (change["name"] == given["ChangeSetName"] and ours):
                return id_, change
        raise Refused(f"ChangeSet [{given['ChangeSetName']}] does not exist", "ChangeSetNotFound")

    def _body(self, given, account, stack=None) -> str:
        if given.get("UsePreviousTemplate") == "true" and stack:
            return stack.body
        text = given.get("TemplateBody") or self._fetched(given["TemplateURL"], account)
        try:
            return json.dumps(json.loads(text))
        except json.JSONDecodeError:
            return json.dumps(yaml.load(text, Loader=_ShortForms))

    def _fetched(self, url: str, account) -> str:
        parsed = urllib.parse.urlparse(url)
        path = urllib.parse.unquote(parsed.path.lstrip("/"))
        host = parsed.hostname or ""
        found = re.match(r"^(.+?)\.(?:s3[.-]|127\.|localhost)", host)
        bucket, key = (found.group(1), path) if found else path.split("/", 1)
        return account.clients("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode()

    def _start(self, action, *arguments) -> None:
        stack = arguments[0]
        stack.begin({"create": "CREATE", "update": "UPDATE", "delete": "DELETE"}[action.__name__] + "_IN_PROGRESS")
        threading.Thread(target=action, args=arguments, daemon=True).start()


class _ShortForms(yaml.SafeLoader):
    """YAML with `!Ref` and its like, for the bootstrap template."""


def _short(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_ShortForms.add_multi_constructor("!", _short)


def _parameters(given: dict[str, str], previous: dict[str, str] | None = None) -> dict[str, str]:
    values = {}
    for index in range(1, 201):
        prefix = f"Parameters.member.{index}."
        if prefix + "ParameterKey" not in given:
            break
        key = given[prefix + "ParameterKey"]
        if given.get(prefix + "UsePreviousValue") == "true":
            if previous and key in previous:
                values[key] = previous[key]
        else:
            values[key] = given.get(prefix + "ParameterValue", "")
    return values


def _pairs(given, name, key, value):
    for index in range(1, 201):
        prefix = f"{name}.member.{index}."
        if prefix + key not in given:
            return
        yield given[prefix + key], given.get(prefix + value, "")


def serve(service: Service, port: int) -> ThreadingHTTPServer:
    """Answers CloudFormation's calls, and `GET /exercised`: which resources the emulator made, and which it only wrote down."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            rows = [
                {
                    "account": account,
                    "region": region,
                    "stack": stack.name,
                    "logicalId": one.logical_id,
                    "type": one.type,
                    "physicalId": one.physical_id,
                    "exercised": one.exercised,
                    "properties": one.properties,
                    "attributes": dict(one.attributes),
                }
                for (account, region), held in service.accounts.items()
                for stack in held.stacks
                if stack.status != GONE
                for one in stack.resources.values()
            ]
            self._send(200, json.dumps(rows), "application/json")

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            given = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
            action = given.get("Action", "")
            request = answers.tag("RequestId", uuid.uuid4())
            try:
                result = service.answer(action, given, service.account(self.headers.get("Authorization", "")))
                self._send(
                    200,
                    f'<{action}Response xmlns="{answers.NAMESPACE}"><{action}Result>{result}</{action}Result>'
                    f"<ResponseMetadata>{request}</ResponseMetadata></{action}Response>",
                )
            except Exception as error:
                code = getattr(error, "code", "ValidationError")
                self._send(
                    400,
                    f'<ErrorResponse xmlns="{answers.NAMESPACE}"><Error><Type>Sender</Type>{answers.tag("Code", code)}'
                    f"{answers.tag('Message', error)}</Error>{request}</ErrorResponse>",
                )

        def _send(self, status: int, text: str, kind: str = "text/xml"):
            data = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
