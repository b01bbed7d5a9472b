"""VPCs and what is in them."""

import json

from providers.base import Made, Provider, Put


def _named(properties: dict, kind: str) -> list[dict]:
    tags = properties.get("Tags", [])
    return [{"ResourceType": kind, "Tags": tags}] if tags else []


class Vpc(Provider):
    names = ("CidrBlock",)

    def create(self, clients, properties, about):
        ec2 = clients("ec2")
        vpc = ec2.create_vpc(CidrBlock=properties["CidrBlock"], TagSpecifications=_named(properties, "vpc"))["Vpc"]
        return self.update(clients, vpc["VpcId"], {}, properties)

    def update(self, clients, physical_id, old, new):
        ec2 = clients("ec2")
        for key in ("EnableDnsSupport", "EnableDnsHostnames"):
            if key in new:
                ec2.modify_vpc_attribute(VpcId=physical_id, **{key: {"Value": new[key] in (True, "true")}})
        groups = ec2.describe_security_groups(
            Filters=[{"Name": "vpc-id", "Values": [physical_id]}, {"Name": "group-name", "Values": ["default"]}]
        )["SecurityGroups"]
        return Made(
            physical_id,
            {
                "VpcId": physical_id,
                "DefaultSecurityGroup": groups[0]["GroupId"],
                "CidrBlock": new["CidrBlock"],
            },
        )

    def delete(self, clients, physical_id, properties):
        clients("ec2").delete_vpc(VpcId=physical_id)


class Subnet(Provider):
    names = ("CidrBlock", "VpcId", "AvailabilityZone")

    def create(self, clients, properties, about):
        made = clients("ec2").create_subnet(
            VpcId=properties["VpcId"],
            CidrBlock=properties["CidrBlock"],
            AvailabilityZone=properties["AvailabilityZone"],
            TagSpecifications=_named(properties, "subnet"),
        )["Subnet"]
        return self.update(clients, made["SubnetId"], {}, properties)

    def update(self, clients, physical_id, old, new):
        clients("ec2").modify_subnet_attribute(
            SubnetId=physical_id, MapPublicIpOnLaunch={"Value": bool(new.get("MapPublicIpOnLaunch"))}
        )
        return Made(
            physical_id,
            {"SubnetId": physical_id, "AvailabilityZone": new["AvailabilityZone"], "CidrBlock": new["CidrBlock"]},
        )

    def delete(self, clients, physical_id, properties):
        clients("ec2").delete_subnet(SubnetId=physical_id)


class SecurityGroup(Provider):
    names = ("VpcId", "GroupDescription", "GroupName")

    def create(self, clients, properties, about):
        ec2 = clients("ec2")
        group = ec2.create_security_group(
            GroupName=properties.get("GroupName", f"{about['StackName']}-{about['LogicalResourceId']}"),
            Description=properties["GroupDescription"],
            VpcId=properties["VpcId"],
            TagSpecifications=_named(properties, "security-group"),
        )["GroupId"]
        if properties.get("SecurityGroupEgress"):
            everywhere = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
            ec2.revoke_security_group_egress(GroupId=group, IpPermissions=everywhere)
        self._apply(ec2, group, {}, properties)
        return self._made(group, properties)

    def update(self, clients, physical_id, old, new):
        self._apply(clients("ec2"), physical_id, old, new)
        return self._made(physical_id, new)

    def _made(self, group, properties):
        return Made(group, {"GroupId": group, "Id": group, "VpcId": properties["VpcId"]})

    def _apply(self, ec2, group, old, new):
        for key, add, take in (
            ("SecurityGroupIngress", ec2.authorize_security_group_ingress, ec2.revoke_security_group_ingress),
            ("SecurityGroupEgress", ec2.authorize_security_group_egress, ec2.revoke_security_group_egress),
        ):
            before, after = old.get(key, []), new.get(key, [])
            for rule in before:
                if rule not in after:
                    take(GroupId=group, IpPermissions=[_permission(rule)])
            for rule in after:
                if rule not in before:
                    add(GroupId=group, IpPermissions=[_permission(rule)])

    def delete(self, clients, physical_id, properties):
        clients("ec2").delete_security_group(GroupId=physical_id)


def _permission(rule: dict) -> dict:
    made: dict = {"IpProtocol": str(rule["IpProtocol"])}
    for key in ("FromPort", "ToPort"):
        if key in rule:
            made[key] = int(rule[key])
    note = {"Description": rule["Description"]} if "Description" in rule else {}
    if "CidrIp" in rule:
        made["IpRanges"] = [{"CidrIp": rule["CidrIp"], **note}]
    if "CidrIpv6" in rule:
        made["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **note}]
    peer = rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId")
    if peer:
        made["UserIdGroupPairs"] = [{"GroupId": peer, **note}]
    return made


class GroupRule(Provider):
    names = ("GroupId", "IpProtocol", "FromPort", "ToPort", "CidrIp", "SourceSecurityGroupId", "DestinationSecurityGroupId")

    def __init__(self, way: str):
        self.way = way

    def create(self, clients, properties, about):
        add = getattr(clients("ec2"), f"authorize_security_group_{self.way}")
        add(GroupId=properties["GroupId"], IpPermissions=[_permission(properties)])
        return Made(f"{properties['GroupId']}-{about.get('LogicalResourceId', 'rule')}")

    def update(self, clients, physical_id, old, new):
        return Made(physical_id)

    def delete(self, clients, physical_id, properties):
        take = getattr(clients("ec2"), f"revoke_security_group_{self.way}")
        take(GroupId=properties["GroupId"], IpPermissions=[_permission(properties)])


class Endpoint(Provider):
    names = ("VpcId", "ServiceName", "VpcEndpointType")

    def create(self, clients, properties, about):
        arguments = {key: value for key, value in properties.items() if key not in ("Tags", "PolicyDocument")}
        arguments["TagSpecifications"] = _named(properties, "vpc-endpoint")
        if "PolicyDocument" in properties:
            arguments["PolicyDocument"] = json.dumps(properties["PolicyDocument"])
        made = clients.call("ec2", "CreateVpcEndpoint", arguments)["VpcEndpoint"]
        return Made(made["VpcEndpointId"], {"Id": made["VpcEndpointId"], "DnsEntries": _names(made)})

    def update(self, clients, physical_id, old, new):
        arguments: dict = {"VpcEndpointId": physical_id}
        if old.get("PolicyDocument") != new.get("PolicyDocument"):
            arguments["PolicyDocument"] = json.dumps(new["PolicyDocument"])
        for key, kind in (("SubnetIds", "SubnetIds"), ("SecurityGroupIds", "SecurityGroupIds")):
            added = [one for one in new.get(key, []) if one not in old.get(key, [])]
            gone = [one for one in old.get(key, []) if one not in new.get(key, [])]
            if added:
                arguments[f"Add{kind}"] = added
            if gone:
                arguments[f"Remove{kind}"] = gone
        clients.call("ec2", "ModifyVpcEndpoint", arguments)
        return Made(physical_id, {"Id": physical_id, "DnsEntries": []})

    def delete(self, clients, physical_id, properties):
        clients("ec2").delete_vpc_endpoints(VpcEndpointIds=[physical_id])


def _names(endpoint: dict) -> list[str]:
    return [f"{one.get('HostedZoneId', 'Z')}:{one['DnsName']}" for one in endpoint.get("DnsEntries", [])]


class FlowLog(Provider):
    names = ("ResourceId", "LogDestination", "TrafficType", "LogFormat", "MaxAggregationInterval")

    def create(self, clients, properties, about):
        tags = _named(properties, "vpc-flow-log")
        arguments = {**properties, "ResourceIds": [properties["ResourceId"]], "TagSpecifications": tags}
        made = clients.call("ec2", "CreateFlowLogs", arguments)
        if made.get("Unsuccessful"):
            raise ValueError(made["Unsuccessful"][0]["Error"]["Message"])
        return Made(made["FlowLogIds"][0], {"Id": made["FlowLogIds"][0]})

    def update(self, clients, physical_id, old, new):
        return Made(physical_id, {"Id": physical_id})

    def delete(self, clients, physical_id, properties):
        clients("ec2").delete_flow_logs(FlowLogIds=[physical_id])


PROVIDERS = {
    "AWS::EC2::VPC": Vpc(),
    "AWS::EC2::Subnet": Subnet(),
    "AWS::EC2::RouteTable": Put(
        "ec2",
        "CreateRouteTable",
        "DeleteRouteTable",
        arguments=lambda p: {"VpcId": p["VpcId"], "TagSpecifications": _named(p, "route-table")},
        id=lambda p, r, c: r["RouteTable"]["RouteTableId"],
        attributes=lambda p, r, c: {"RouteTableId": r["RouteTable"]["RouteTableId"]},
        removal=lambda i, p: {"RouteTableId": i},
        names=("VpcId",),
    ),
    "AWS::EC2::SubnetRouteTableAssociation": Put(
        "ec2",
        "AssociateRouteTable",
        "DisassociateRouteTable",
        id=lambda p, r, c: r["AssociationId"],
        attributes=lambda p, r, c: {"Id": r["AssociationId"]},
        removal=lambda i, p: {"AssociationId": i},
        names=("SubnetId", "RouteTableId"),
    ),
    "AWS::EC2::SecurityGroup": SecurityGroup(),
    "AWS::EC2::SecurityGroupIngress": GroupRule("ingress"),
    "AWS::EC2::SecurityGroupEgress": GroupRule("egress"),
    "AWS::EC2::VPCEndpoint": Endpoint(),
    "AWS::EC2::FlowLog": FlowLog(),
    "AWS::Route53Resolver::ResolverQueryLoggingConfig": Put(
        "route53resolver",
        "CreateResolverQueryLogConfig",
        None,
        arguments=lambda p: {**p, "CreatorRequestId": p["Name"]},
        id=lambda p, r, c: r["ResolverQueryLogConfig"]["Id"],
        attributes=lambda p, r, c: {"Id": r["ResolverQueryLogConfig"]["Id"], "Arn": r["ResolverQueryLogConfig"]["Arn"]},
        names=("Name", "DestinationArn"),
    ),
    "AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation": Put(
        "route53resolver",
        "AssociateResolverQueryLogConfig",
        None,
        id=lambda p, r, c: r["ResolverQueryLogConfigAssociation"]["Id"],
        names=("ResolverQueryLogConfigId", "ResourceId"),
    ),
}
