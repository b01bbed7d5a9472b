"""Repairs of what moto takes and does not tell of again, or tells in a form that no client reads."""

import json
import re


def rotation_says_its_period(_account: str) -> None:
    """KMS tells how often a key rotates. moto tells only that it does."""
    import moto.kms.responses as responses

    periods: dict[tuple[str, str], int] = {}
    enable, status = responses.KmsResponse.enable_key_rotation, responses.KmsResponse.get_key_rotation_status

    def key_of(self) -> tuple[str, str]:
        return self.current_account, self.kms_backend.get_key_id(self._get_param("KeyId"))

    def enabled(self):
        answer = enable(self)
        periods[key_of(self)] = self._get_param("RotationPeriodInDays", 365)
        return answer

    def told(self):
        answer = json.loads(status(self))
        if answer["KeyRotationEnabled"]:
            answer["RotationPeriodInDays"] = periods.get(key_of(self), 365)
        return json.dumps(answer)

    responses.KmsResponse.enable_key_rotation = enabled
    responses.KmsResponse.get_key_rotation_status = told


def models_keep_their_isolation(_account: str) -> None:
    """SageMaker keeps whether a model may reach a network. moto says that each may."""
    import moto.sagemaker.responses as responses

    create = responses.SageMakerResponse.create_model

    def created(self):
        answer = create(self)
        model = self.sagemaker_backend.describe_model(self._get_param("ModelName"))
        model.enable_network_isolation = self._get_param("EnableNetworkIsolation", False)
        return answer

    responses.SageMakerResponse.create_model = created


def functions_keep_their_settings(_account: str) -> None:
    """Lambda keeps a function's dead-letter queue, key and log group. moto forgets them."""
    import moto.awslambda.models as models

    kept = ("DeadLetterConfig", "KMSKeyArn", "LoggingConfig")
    make, change, tell = (
        models.LambdaFunction.__init__,
        models.LambdaFunction.update_configuration,
        models.LambdaFunction.get_configuration,
    )

    def take(self, given: dict) -> None:
        self.emulated_settings = {**getattr(self, "emulated_settings", {}), **{k: given[k] for k in kept if k in given}}

    def made(self, account_id, spec, *arguments, **named):
        take(self, spec)
        make(self, account_id, spec, *arguments, **named)

    def changed(self, config_updates):
        take(self, config_updates)
        return change(self, config_updates)

    def told(self, *arguments, **named):
        return {**tell(self, *arguments, **named), **self.emulated_settings}

    models.LambdaFunction.__init__ = made
    models.LambdaFunction.update_configuration = changed
    models.LambdaFunction.get_configuration = told


def buckets_say_whom_they_notify(_account: str) -> None:
    """S3 tells that a bucket's events go to EventBridge. moto leaves it out of its answer."""
    import moto.s3.responses as responses

    original = responses.S3Response.get_bucket_notification

    def told(self):
        status, headers, body = original(self)
        configuration = self.backend.get_bucket_notification_configuration(self.bucket_name)
        if configuration is None or configuration.event_bridge is None:
            return status, headers, body
        text = body.decode() if isinstance(body, bytes) else body
        text = re.sub(r"(<NotificationConfiguration[^>]*?)/?>", r"\1><EventBridgeConfiguration/>", text, count=1)
        if "</NotificationConfiguration>" not in text:
            text += "</NotificationConfiguration>"
        return status, headers, text

    responses.S3Response.get_bucket_notification = told


def flow_logs_go_into_a_folder(_account: str) -> None:
    """A flow log's destination may name a folder of a bucket. moto looks for a bucket of all of that name."""
    import moto.ec2.models.flow_logs as models

    create = models.FlowLogsBackend.create_flow_logs
    field = "log_destination"

    def created(self, *arguments, **named):
        wanted = named.get(field) or ""
        bucket, slash, folder = wanted.partition("/")
        made, failed = create(self, *arguments, **{**named, field: bucket or named.get(field)})
        for one in made:
            one.log_destination = bucket + slash + folder or None
        return made, failed

    models.FlowLogsBackend.create_flow_logs = created


def macie_tells_times_with_a_zone(_account: str) -> None:
    """Times are in UTC and say so. The SDK reads no time without a zone, as moto writes them for Macie."""
    import moto.macie2.models as models

    original = models.MacieBackend.get_macie_session

    def told(self):
        session = original(self)
        return {key: f"{value}Z" if key.endswith("At") and "+" not in value else value for key, value in session.items()}

    models.MacieBackend.get_macie_session = told


def macie_is_off_until_it_is_switched_on(_account: str) -> None:
    """An account has no Macie session before somebody enables one. moto has one from the start."""
    import moto.macie2.models as models

    make = models.MacieBackend.__init__

    def made(self, *arguments, **named):
        make(self, *arguments, **named)
        self.macie_session = None

    models.MacieBackend.__init__ = made


REPAIRS = (
    rotation_says_its_period,
    models_keep_their_isolation,
    functions_keep_their_settings,
    buckets_say_whom_they_notify,
    flow_logs_go_into_a_folder,
    macie_tells_times_with_a_zone,
    macie_is_off_until_it_is_switched_on,
)
