"""Models, their endpoints, and how they scale."""

import uuid

from providers.base import Made, Provider, Put


class Endpoint(Provider):
    names = ("EndpointName",)

    def create(self, clients, properties, about):
        arn = clients.call("sagemaker", "CreateEndpoint", properties)["EndpointArn"]
        return self._made(arn, properties)

    def update(self, clients, physical_id, old, new):
        # moto has no UpdateEndpoint: an endpoint of another configuration takes its place under the same name.
        if old["EndpointConfigName"] != new["EndpointConfigName"]:
            clients("sagemaker").delete_endpoint(EndpointName=new["EndpointName"])
            arn = clients.call("sagemaker", "CreateEndpoint", new)["EndpointArn"]
        else:
            arn = physical_id
        return self._made(arn, new)

    def _made(self, arn, properties):
        return Made(arn, {"EndpointName": properties["EndpointName"]})

    def delete(self, clients, physical_id, properties):
        clients("sagemaker").delete_endpoint(EndpointName=properties["EndpointName"])


def _generated(about: dict) -> str:
    return f"{about['LogicalResourceId'][:50]}-{uuid.uuid4().hex[:12]}"


class Generated(Provider):
    """A type whose name CloudFormation makes up, and which nothing can change."""

    def __init__(self, operation: str, removal: str, name: str, arn: str):
        self.operation, self.removal, self.name, self.arn = operation, removal, name, arn

    def create(self, clients, properties, about):
        name = properties.get(self.name) or _generated(about)
        made = clients.call("sagemaker", self.operation, {**properties, self.name: name})
        return Made(made[self.arn], {self.name: name})

    def replaces(self, old, new):
        return old != new

    def delete(self, clients, physical_id, properties):
        clients.call("sagemaker", self.removal, {self.name: physical_id.split("/")[-1]})


PROVIDERS = {
    "AWS::SageMaker::Model": Generated("CreateModel", "DeleteModel", "ModelName", "ModelArn"),
    "AWS::SageMaker::EndpointConfig": Generated(
        "CreateEndpointConfig", "DeleteEndpointConfig", "EndpointConfigName", "EndpointConfigArn"
    ),
    "AWS::SageMaker::Endpoint": Endpoint(),
    "AWS::SageMaker::ModelPackageGroup": Put(
        "sagemaker",
        "CreateModelPackageGroup",
        None,
        id=lambda p, r, c: r["ModelPackageGroupArn"],
        attributes=lambda p, r, c: {"ModelPackageGroupArn": r["ModelPackageGroupArn"]},
        names=("ModelPackageGroupName",),
    ),
    "AWS::ApplicationAutoScaling::ScalableTarget": Put(
        "application-autoscaling",
        "RegisterScalableTarget",
        "DeregisterScalableTarget",
        id=lambda p, r, c: f"{p['ResourceId']}|{p['ScalableDimension']}|{p['ServiceNamespace']}",
        names=("ResourceId", "ScalableDimension"),
    ),
    "AWS::ApplicationAutoScaling::ScalingPolicy": Put(
        "application-autoscaling",
        "PutScalingPolicy",
        "DeleteScalingPolicy",
        arguments=lambda p: {**p, **_target(p)},
        id=lambda p, r, c: r["PolicyARN"],
        removal=lambda i, p: {"PolicyName": p["PolicyName"], **_target(p)},
        names=("PolicyName",),
    ),
}


def _target(properties: dict) -> dict:
    resource, dimension, namespace = properties["ScalingTargetId"].split("|")
    return {"ResourceId": resource, "ScalableDimension": dimension, "ServiceNamespace": namespace}
