"""Roles and policies."""

import json

from providers.base import Made, Provider


class Role(Provider):
    names = ("RoleName", "Path")

    def create(self, clients, properties, about):
        name = properties.get("RoleName", f"{about['StackName']}-{about['LogicalResourceId']}"[:64])
        arguments = {
            "RoleName": name,
            "Path": properties.get("Path", "/"),
            "AssumeRolePolicyDocument": json.dumps(properties["AssumeRolePolicyDocument"]),
            "Description": properties.get("Description", ""),
            "MaxSessionDuration": int(properties.get("MaxSessionDuration", 3600)),
        }
        if "PermissionsBoundary" in properties:
            arguments["PermissionsBoundary"] = properties["PermissionsBoundary"]
        role = clients("iam").create_role(**arguments)["Role"]
        try:
            self._set(clients("iam"), name, {}, properties)
        except Exception:
            self.delete(clients, name, properties)
            raise
        return Made(name, {"Arn": role["Arn"], "RoleId": role["RoleId"]})

    def update(self, clients, physical_id, old, new):
        iam = clients("iam")
        iam.update_assume_role_policy(
            RoleName=physical_id, PolicyDocument=json.dumps(new["AssumeRolePolicyDocument"])
        )
        iam.update_role(
            RoleName=physical_id,
            Description=new.get("Description", ""),
            MaxSessionDuration=int(new.get("MaxSessionDuration", 3600)),
        )
        if old.get("PermissionsBoundary") != new.get("PermissionsBoundary"):
            if "PermissionsBoundary" in new:
                iam.put_role_permissions_boundary(
                    RoleName=physical_id, PermissionsBoundary=new["PermissionsBoundary"]
                )
            else:
                iam.delete_role_permissions_boundary(RoleName=physical_id)
        self._set(iam, physical_id, old, new)
        role = iam.get_role(RoleName=physical_id)["Role"]
        return Made(physical_id, {"Arn": role["Arn"], "RoleId": role["RoleId"]})

    def _set(self, iam, name, old, new):
        before, after = (set(one.get("ManagedPolicyArns", [])) for one in (old, new))
        for arn in sorted(after - before):
            iam.attach_role_policy(RoleName=name, PolicyArn=arn)
        for arn in sorted(before - after):
            iam.detach_role_policy(RoleName=name, PolicyArn=arn)
        kept = {policy["PolicyName"] for policy in new.get("Policies", [])}
        for policy in new.get("Policies", []):
            iam.put_role_policy(
                RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=json.dumps(policy["PolicyDocument"])
            )
        for policy in old.get("Policies", []):
            if policy["PolicyName"] not in kept:
                iam.delete_role_policy(RoleName=name, PolicyName=policy["PolicyName"])

    def delete(self, clients, physical_id, properties):
        iam = clients("iam")
        for policy in iam.list_attached_role_policies(RoleName=physical_id)["AttachedPolicies"]:
            iam.detach_role_policy(RoleName=physical_id, PolicyArn=policy["PolicyArn"])
        for name in iam.list_role_policies(RoleName=physical_id)["PolicyNames"]:
            iam.delete_role_policy(RoleName=physical_id, PolicyName=name)
        iam.delete_role(RoleName=physical_id)


class ManagedPolicy(Provider):
    names = ("ManagedPolicyName", "Path", "Description")

    def create(self, clients, properties, about):
        name = properties.get("ManagedPolicyName", f"{about['StackName']}-{about['LogicalResourceId']}"[:128])
        document = json.dumps(properties["PolicyDocument"])
        if len(json.dumps(properties["PolicyDocument"], separators=(",", ":"))) > 6144:
            raise ValueError("Cannot exceed quota for PolicySize: 6144")
        arn = clients("iam").create_policy(
            PolicyName=name,
            Path=properties.get("Path", "/"),
            PolicyDocument=document,
            Description=properties.get("Description", ""),
        )["Policy"]["Arn"]
        for role in properties.get("Roles", []):
            clients("iam").attach_role_policy(RoleName=role, PolicyArn=arn)
        return Made(arn, {"PolicyArn": arn})

    def update(self, clients, physical_id, old, new):
        iam = clients("iam")
        if old["PolicyDocument"] != new["PolicyDocument"]:
            iam.create_policy_version(
                PolicyArn=physical_id, PolicyDocument=json.dumps(new["PolicyDocument"]), SetAsDefault=True
            )
            for version in iam.list_policy_versions(PolicyArn=physical_id)["Versions"]:
                if not version["IsDefaultVersion"]:
                    iam.delete_policy_version(PolicyArn=physical_id, VersionId=version["VersionId"])
        return Made(physical_id, {"PolicyArn": physical_id})

    def delete(self, clients, physical_id, properties):
        iam = clients("iam")
        for role in iam.list_entities_for_policy(PolicyArn=physical_id)["PolicyRoles"]:
            iam.detach_role_policy(RoleName=role["RoleName"], PolicyArn=physical_id)
        for version in iam.list_policy_versions(PolicyArn=physical_id)["Versions"]:
            if not version["IsDefaultVersion"]:
                iam.delete_policy_version(PolicyArn=physical_id, VersionId=version["VersionId"])
        iam.delete_policy(PolicyArn=physical_id)


class InlinePolicy(Provider):
    names = ("PolicyName",)

    def create(self, clients, properties, about):
        for role in properties.get("Roles", []):
            clients("iam").put_role_policy(
                RoleName=role,
                PolicyName=properties["PolicyName"],
                PolicyDocument=json.dumps(properties["PolicyDocument"]),
            )
        return Made(properties["PolicyName"])

    def update(self, clients, physical_id, old, new):
        return self.create(clients, new, {})

    def delete(self, clients, physical_id, properties):
        for role in properties.get("Roles", []):
            clients("iam").delete_role_policy(RoleName=role, PolicyName=properties["PolicyName"])


class ServiceLinkedRole(Provider):
    names = ("AWSServiceName",)

    def create(self, clients, properties, about):
        role = clients.call("iam", "CreateServiceLinkedRole", properties)["Role"]
        return Made(role["RoleName"], {"RoleName": role["RoleName"]})

    def update(self, clients, physical_id, old, new):
        return Made(physical_id, {"RoleName": physical_id})

    def delete(self, clients, physical_id, properties):
        clients("iam").delete_service_linked_role(RoleName=physical_id)


PROVIDERS = {
    "AWS::IAM::Role": Role(),
    "AWS::IAM::ManagedPolicy": ManagedPolicy(),
    "AWS::IAM::Policy": InlinePolicy(),
    "AWS::IAM::ServiceLinkedRole": ServiceLinkedRole(),
}
