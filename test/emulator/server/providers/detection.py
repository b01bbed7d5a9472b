"""Services that watch an account. moto keeps them as objects; none of them detects anything."""

from providers.base import Made, Provider, Put


class Hub(Provider):
    def create(self, clients, properties, about):
        arn = clients.call("securityhub", "EnableSecurityHub", properties).get("HubArn")
        return Made(arn or f"arn:aws:securityhub:{clients.region}:{clients.account}:hub/default", {})

    def update(self, clients, physical_id, old, new):
        return Made(physical_id)

    def delete(self, clients, physical_id, properties):
        clients("securityhub").disable_security_hub()


class Detector(Provider):
    def create(self, clients, properties, about):
        made = clients.call("guardduty", "CreateDetector", properties)
        return Made(made["DetectorId"], {"Id": made["DetectorId"]})

    def update(self, clients, physical_id, old, new):
        clients.call("guardduty", "UpdateDetector", {**new, "DetectorId": physical_id})
        return Made(physical_id, {"Id": physical_id})

    def delete(self, clients, physical_id, properties):
        clients("guardduty").delete_detector(DetectorId=physical_id)


class MacieSession(Provider):
    def create(self, clients, properties, about):
        clients.call("macie2", "EnableMacie", properties)
        return Made(clients.account, {"AwsAccountId": clients.account})

    def update(self, clients, physical_id, old, new):
        return Made(physical_id, {"AwsAccountId": clients.account})

    def delete(self, clients, physical_id, properties):
        clients("macie2").disable_macie()


class Recorder(Provider):
    names = ("Name",)

    def create(self, clients, properties, about):
        recorder = {
            "name": properties["Name"],
            "roleARN": properties["RoleARN"],
            "recordingGroup": {
                key[0].lower() + key[1:]: value
                for key, value in properties.get("RecordingGroup", {}).items()
                if key in ("AllSupported", "IncludeGlobalResourceTypes", "ResourceTypes")
            },
            **({"recordingMode": _lowered(properties["RecordingMode"])} if "RecordingMode" in properties else {}),
        }
        clients("config").put_configuration_recorder(ConfigurationRecorder=recorder)
        return Made(properties["Name"])

    def update(self, clients, physical_id, old, new):
        return self.create(clients, new, {})

    def delete(self, clients, physical_id, properties):
        clients("config").delete_configuration_recorder(ConfigurationRecorderName=physical_id)


def _lowered(settings: dict) -> dict:
    return {key[0].lower() + key[1:]: value for key, value in settings.items()}


class Channel(Put):
    def create(self, clients, properties, about):
        made = super().create(clients, properties, about)
        # CloudFormation starts what records as soon as there is a channel for it.
        for recorder in clients("config").describe_configuration_recorders()["ConfigurationRecorders"]:
            clients("config").start_configuration_recorder(ConfigurationRecorderName=recorder["name"])
        return made

    def delete(self, clients, physical_id, properties):
        # And stops it before the channel goes: the service refuses to take the last one from a recorder that runs.
        for recorder in clients("config").describe_configuration_recorders()["ConfigurationRecorders"]:
            clients("config").stop_configuration_recorder(ConfigurationRecorderName=recorder["name"])
        super().delete(clients, physical_id, properties)


PROVIDERS = {
    "AWS::SecurityHub::Hub": Hub(),
    "AWS::GuardDuty::Detector": Detector(),
    "AWS::Macie::Session": MacieSession(),
    "AWS::Config::ConfigurationRecorder": Recorder(),
    "AWS::Config::DeliveryChannel": Channel(
        "config",
        "PutDeliveryChannel",
        "DeleteDeliveryChannel",
        arguments=lambda p: {"DeliveryChannel": p},
        id=lambda p, r, c: p["Name"],
        removal=lambda i, p: {"DeliveryChannelName": i},
        names=("Name",),
    ),
}
