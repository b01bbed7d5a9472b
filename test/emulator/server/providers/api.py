"""APIs and what stands before them."""

import json

from providers.base import Made, Provider, Put


class RestApi(Provider):
    names = ("Name",)

    def create(self, clients, properties, about):
        gateway = clients("apigateway")
        arguments = {"name": properties["Name"], "description": properties.get("Description", "")}
        if "Policy" in properties:
            arguments["policy"] = json.dumps(properties["Policy"])
        if "EndpointConfiguration" in properties:
            endpoints = properties["EndpointConfiguration"]
            arguments["endpointConfiguration"] = {key[0].lower() + key[1:]: value for key, value in endpoints.items()}
        made = gateway.create_rest_api(**arguments)
        return self._made(gateway, made["id"])

    def update(self, clients, physical_id, old, new):
        gateway = clients("apigateway")
        if old.get("Policy") != new.get("Policy"):
            gateway.update_rest_api(
                restApiId=physical_id,
                patchOperations=[{"op": "replace", "path": "/policy", "value": json.dumps(new["Policy"])}],
            )
        return self._made(gateway, physical_id)

    def _made(self, gateway, api):
        root = next(one["id"] for one in gateway.get_resources(restApiId=api)["items"] if one["path"] == "/")
        return Made(api, {"RootResourceId": root, "RestApiId": api})

    def delete(self, clients, physical_id, properties):
        clients("apigateway").delete_rest_api(restApiId=physical_id)


class Method(Provider):
    names = ("RestApiId", "ResourceId", "HttpMethod")

    def create(self, clients, properties, about):
        self._put(clients, properties)
        return Made(f"{properties['ResourceId']}-{properties['HttpMethod']}")

    def update(self, clients, physical_id, old, new):
        self._put(clients, new)
        return Made(physical_id)

    def _put(self, clients, properties):
        place = {
            "restApiId": properties["RestApiId"],
            "resourceId": properties["ResourceId"],
            "httpMethod": properties["HttpMethod"],
        }
        clients.call("apigateway", "PutMethod", {**properties, **place})
        if "Integration" in properties:
            clients.call("apigateway", "PutIntegration", {**properties["Integration"], **place})

    def delete(self, clients, physical_id, properties):
        clients("apigateway").delete_method(
            restApiId=properties["RestApiId"], resourceId=properties["ResourceId"], httpMethod=properties["HttpMethod"]
        )


class Account(Provider):
    """Settings of the account and region, which no template's removal takes back."""

    def create(self, clients, properties, about):
        self._set(clients, properties)
        return Made(about["LogicalResourceId"])

    def update(self, clients, physical_id, old, new):
        self._set(clients, new)
        return Made(physical_id)

    def _set(self, clients, properties):
        patch = {"op": "replace", "path": "/cloudwatchRoleArn", "value": properties.get("CloudWatchRoleArn", "")}
        clients("apigateway").update_account(patchOperations=[patch])

    def delete(self, clients, physical_id, properties):
        pass


class Stage(Provider):
    names = ("RestApiId", "StageName")

    def create(self, clients, properties, about):
        clients.call("apigateway", "CreateStage", properties)
        self._set(clients, properties)
        return Made(properties["StageName"])

    def update(self, clients, physical_id, old, new):
        self._set(clients, new)
        return Made(physical_id)

    def _set(self, clients, properties):
        patches = []
        for key, path in (("DestinationArn", "destinationArn"), ("Format", "format")):
            if key in properties.get("AccessLogSetting", {}):
                value = properties["AccessLogSetting"][key]
                patches.append({"op": "replace", "path": f"/accessLogSettings/{path}", "value": value})
        if "ClientCertificateId" in properties:
            patches.append({"op": "replace", "path": "/clientCertificateId", "value": properties["ClientCertificateId"]})
        for settings in properties.get("MethodSettings", []):
            at = f"/{settings['ResourcePath'].strip('/') or '*'}/{settings['HttpMethod']}"
            for key, path in (
                ("LoggingLevel", "logging/loglevel"),
                ("MetricsEnabled", "metrics/enabled"),
                ("DataTraceEnabled", "logging/dataTrace"),
                ("ThrottlingBurstLimit", "throttling/burstLimit"),
                ("ThrottlingRateLimit", "throttling/rateLimit"),
            ):
                if key in settings:
                    value = settings[key]
                    text = str(value).lower() if isinstance(value, bool) else str(value)
                    patches.append({"op": "replace", "path": f"{at}/{path}", "value": text})
        for patch in patches:
            clients("apigateway").update_stage(
                restApiId=properties["RestApiId"], stageName=properties["StageName"], patchOperations=[patch]
            )

    def delete(self, clients, physical_id, properties):
        clients("apigateway").delete_stage(restApiId=properties["RestApiId"], stageName=physical_id)


class WebAcl(Provider):
    names = ("Name", "Scope")

    def create(self, clients, properties, about):
        made = clients.call("wafv2", "CreateWebACL", properties)["Summary"]
        return self._made(made)

    def update(self, clients, physical_id, old, new):
        name, id_, scope = physical_id.split("|")
        token = clients("wafv2").get_web_acl(Name=name, Id=id_, Scope=scope)["LockToken"]
        clients.call("wafv2", "UpdateWebACL", {**new, "Id": id_, "LockToken": token})
        return self._made(clients("wafv2").get_web_acl(Name=name, Id=id_, Scope=scope)["WebACL"], scope)

    def _made(self, acl, scope="REGIONAL"):
        return Made(f"{acl['Name']}|{acl['Id']}|{scope}", {"Arn": acl["ARN"], "Id": acl["Id"]})

    def delete(self, clients, physical_id, properties):
        name, id_, scope = physical_id.split("|")
        token = clients("wafv2").get_web_acl(Name=name, Id=id_, Scope=scope)["LockToken"]
        clients("wafv2").delete_web_acl(Name=name, Id=id_, Scope=scope, LockToken=token)


def _of_api(id_name: str, answer_name: str = "id"):
    return {
        "id": lambda p, r, c: r[answer_name],
        "removal": lambda i, p: {"restApiId": p["RestApiId"], id_name: i},
    }


PROVIDERS = {
    "AWS::ApiGateway::Account": Account(),
    "AWS::ApiGateway::RestApi": RestApi(),
    "AWS::ApiGateway::Resource": Put(
        "apigateway",
        "CreateResource",
        "DeleteResource",
        attributes=lambda p, r, c: {"ResourceId": r["id"]},
        names=("RestApiId", "ParentId", "PathPart"),
        **_of_api("resourceId"),
    ),
    "AWS::ApiGateway::Method": Method(),
    "AWS::ApiGateway::Model": Put(
        "apigateway",
        "CreateModel",
        "DeleteModel",
        names=("RestApiId", "Name"),
        id=lambda p, r, c: p["Name"],
        removal=lambda i, p: {"restApiId": p["RestApiId"], "modelName": i},
    ),
    "AWS::ApiGateway::RequestValidator": Put(
        "apigateway",
        "CreateRequestValidator",
        "DeleteRequestValidator",
        attributes=lambda p, r, c: {"RequestValidatorId": r["id"]},
        names=("RestApiId", "Name"),
        **_of_api("requestValidatorId"),
    ),
    "AWS::ApiGateway::GatewayResponse": Put(
        "apigateway",
        "PutGatewayResponse",
        "DeleteGatewayResponse",
        id=lambda p, r, c: p["ResponseType"],
        removal=lambda i, p: {"restApiId": p["RestApiId"], "responseType": p["ResponseType"]},
        names=("RestApiId", "ResponseType"),
    ),
    "AWS::ApiGateway::Deployment": Put(
        "apigateway",
        "CreateDeployment",
        "DeleteDeployment",
        attributes=lambda p, r, c: {"DeploymentId": r["id"]},
        names=("RestApiId",),
        **_of_api("deploymentId"),
    ),
    "AWS::ApiGateway::Stage": Stage(),
    "AWS::WAFv2::WebACL": WebAcl(),
    "AWS::WAFv2::WebACLAssociation": Put(
        "wafv2",
        "AssociateWebACL",
        "DisassociateWebACL",
        id=lambda p, r, c: f"{p['WebACLArn']}|{p['ResourceArn']}",
        removal=lambda i, p: {"ResourceArn": p["ResourceArn"]},
        names=("ResourceArn", "WebACLArn"),
    ),
    "AWS::WAFv2::LoggingConfiguration": Put(
        "wafv2",
        "PutLoggingConfiguration",
        "DeleteLoggingConfiguration",
        arguments=lambda p: {"LoggingConfiguration": p},
        id=lambda p, r, c: p["ResourceArn"],
        removal=lambda i, p: {"ResourceArn": i},
        names=("ResourceArn",),
    ),
}
