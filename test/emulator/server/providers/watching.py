"""Logs, metrics, alarms, rules and trails."""

import json

from providers.base import Made, Provider, Put


class LogGroup(Provider):
    names = ("LogGroupName",)

    def create(self, clients, properties, about):
        name = properties.get("LogGroupName", f"{about['StackName']}-{about['LogicalResourceId']}")
        arguments = {"logGroupName": name}
        if "KmsKeyId" in properties:
            arguments["kmsKeyId"] = properties["KmsKeyId"]
        clients("logs").create_log_group(**arguments)
        return self.update(clients, name, {}, properties)

    def update(self, clients, physical_id, old, new):
        logs = clients("logs")
        if "RetentionInDays" in new:
            logs.put_retention_policy(logGroupName=physical_id, retentionInDays=int(new["RetentionInDays"]))
        elif "RetentionInDays" in old:
            logs.delete_retention_policy(logGroupName=physical_id)
        arn = f"arn:aws:logs:{clients.region}:{clients.account}:log-group:{physical_id}:*"
        return Made(physical_id, {"Arn": arn})

    def delete(self, clients, physical_id, properties):
        clients("logs").delete_log_group(logGroupName=physical_id)


class Rule(Provider):
    names = ("Name", "EventBusName")

    def create(self, clients, properties, about):
        name = properties.get("Name", f"{about.get('StackName', 's')}-{about.get('LogicalResourceId', 'r')}"[:64])
        return self._put(clients, name, {}, properties)

    def update(self, clients, physical_id, old, new):
        return self._put(clients, physical_id, old, new)

    def _put(self, clients, name, old, new):
        events = clients("events")
        arguments = {"Name": name, "State": new.get("State", "ENABLED"), "Description": new.get("Description", "")}
        if "EventPattern" in new:
            arguments["EventPattern"] = json.dumps(new["EventPattern"])
        if "ScheduleExpression" in new:
            arguments["ScheduleExpression"] = new["ScheduleExpression"]
        arn = events.put_rule(**arguments)["RuleArn"]
        kept = {target["Id"] for target in new.get("Targets", [])}
        gone = [target["Id"] for target in old.get("Targets", []) if target["Id"] not in kept]
        if gone:
            events.remove_targets(Rule=name, Ids=gone)
        if new.get("Targets"):
            clients.call("events", "PutTargets", {"Rule": name, "Targets": new["Targets"]})
        return Made(name, {"Arn": arn})

    def delete(self, clients, physical_id, properties):
        ids = [target["Id"] for target in properties.get("Targets", [])]
        if ids:
            clients("events").remove_targets(Rule=physical_id, Ids=ids)
        clients("events").delete_rule(Name=physical_id)


class Trail(Provider):
    names = ("TrailName",)
    CALLED = {
        "S3BucketName": "S3BucketName",
        "S3KeyPrefix": "S3KeyPrefix",
        "IncludeGlobalServiceEvents": "IncludeGlobalServiceEvents",
        "IsMultiRegionTrail": "IsMultiRegionTrail",
        "EnableLogFileValidation": "EnableLogFileValidation",
        "CloudWatchLogsLogGroupArn": "CloudWatchLogsLogGroupArn",
        "CloudWatchLogsRoleArn": "CloudWatchLogsRoleArn",
        "KMSKeyId": "KmsKeyId",
    }

    def create(self, clients, properties, about):
        name = properties.get("TrailName", f"{about['StackName']}-{about['LogicalResourceId']}")
        clients.call("cloudtrail", "CreateTrail", {**self._settings(properties), "Name": name})
        return self._after(clients, name, properties)

    def update(self, clients, physical_id, old, new):
        clients.call("cloudtrail", "UpdateTrail", {**self._settings(new), "Name": physical_id})
        return self._after(clients, physical_id, new)

    def _settings(self, properties):
        return {name: properties[key] for key, name in self.CALLED.items() if key in properties}

    def _after(self, clients, name, properties):
        trail = clients("cloudtrail")
        if "AdvancedEventSelectors" in properties:
            clients.call(
                "cloudtrail",
                "PutEventSelectors",
                {"TrailName": name, "AdvancedEventSelectors": properties["AdvancedEventSelectors"]},
            )
        if "InsightSelectors" in properties:
            clients.call(
                "cloudtrail",
                "PutInsightSelectors",
                {"TrailName": name, "InsightSelectors": properties["InsightSelectors"]},
            )
        (trail.start_logging if properties.get("IsLogging", True) else trail.stop_logging)(Name=name)
        arn = trail.get_trail(Name=name)["Trail"]["TrailARN"]
        return Made(name, {"Arn": arn})

    def delete(self, clients, physical_id, properties):
        clients("cloudtrail").delete_trail(Name=physical_id)


def _metric_filter(properties):
    """Templates list dimensions; the service has a map of them."""

    def made(one):
        dimensions = {each["Key"]: each["Value"] for each in one.get("Dimensions", [])}
        return {**one, **({"Dimensions": dimensions} if dimensions else {})}

    return {**properties, "MetricTransformations": [made(one) for one in properties["MetricTransformations"]]}


PROVIDERS = {
    "AWS::Logs::LogGroup": LogGroup(),
    "AWS::Logs::MetricFilter": Put(
        "logs",
        "PutMetricFilter",
        "DeleteMetricFilter",
        arguments=_metric_filter,
        id=lambda p, r, c: p["FilterName"],
        names=("FilterName", "LogGroupName"),
    ),
    "AWS::Logs::ResourcePolicy": Put(
        "logs",
        "PutResourcePolicy",
        "DeleteResourcePolicy",
        id=lambda p, r, c: p["PolicyName"],
        names=("PolicyName",),
    ),
    "AWS::CloudWatch::Alarm": Put(
        "cloudwatch",
        "PutMetricAlarm",
        "DeleteAlarms",
        id=lambda p, r, c: p["AlarmName"],
        attributes=lambda p, r, c: {"Arn": f"arn:aws:cloudwatch:{c.region}:{c.account}:alarm:{p['AlarmName']}"},
        removal=lambda i, p: {"AlarmNames": [i]},
        names=("AlarmName",),
    ),
    "AWS::Events::Rule": Rule(),
    "AWS::CloudTrail::Trail": Trail(),
}
