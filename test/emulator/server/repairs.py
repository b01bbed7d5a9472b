"""Where moto differs from AWS in what the platform relies on. Each repair names the behaviour that it restores."""

import json

from moto.core.exceptions import JsonRESTError

import conditions
import kept
import memory


def install(account: str, left_out: set[str]) -> None:
    """All but those that are named: tests look at both sides."""
    unknown = left_out - REPAIRS.keys()
    if unknown:
        raise SystemExit(f"no such repair: {sorted(unknown)}; there are {sorted(REPAIRS)}")
    for name, repair in REPAIRS.items():
        if name not in left_out:
            repair(account)


def unknown_keys_belong_to(account: str) -> None:
    """Access keys that nobody made are those of the account that the tests run in; those of assumed roles stay the role's own."""
    import moto.iam.models as models

    models.DEFAULT_ACCOUNT_ID = account


def disabled_keys_refuse(_account: str) -> None:
    """A disabled key, or one that waits for its deletion, does not encrypt, decrypt or sign. moto goes on."""
    import moto.kms.models as models
    from moto.kms.utils import _deserialize_ciphertext_blob

    def guarded(name: str) -> None:
        original = getattr(models.KmsBackend, name)

        def called(self, *arguments, **named):
            key_id = named.get("key_id") or named.get("destination_key_id")
            if name == "decrypt":
                blob = named.get("ciphertext_blob", arguments[0] if arguments else b"")
                key_id = _deserialize_ciphertext_blob(ciphertext_blob=blob).key_id
            key = self.keys.get(self.get_key_id(key_id)) if key_id else None
            if key is not None and key.key_state == "Disabled":
                raise JsonRESTError("DisabledException", f"{key.arn} is disabled.")
            if key is not None and key.key_state != "Enabled":
                raise JsonRESTError("KMSInvalidStateException", f"{key.arn} is pending deletion.")
            return original(self, *arguments, **named)

        setattr(models.KmsBackend, name, called)

    for name in ("encrypt", "decrypt", "generate_data_key", "sign"):
        guarded(name)


def bucket_policies_read_conditions(_account: str) -> None:
    """A statement of a bucket's policy counts only where its conditions hold. moto refuses every request that such a statement names."""
    import moto.s3.models as models
    from moto.iam.access_control import PermissionResult

    def get_permission(self, action: str, resource: str):
        if self.policy is None:
            return PermissionResult.NEUTRAL
        text = self.policy if isinstance(self.policy, str) else self.policy.decode()
        verdict = conditions.verdict(json.loads(text), action, resource, conditions.of_request())
        return {
            "Deny": PermissionResult.DENIED,
            "Allow": PermissionResult.PERMITTED,
            "Neither": PermissionResult.NEUTRAL,
        }[verdict]

    models.FakeBucket.get_permission = get_permission


def no_invocation_logging_is_no_configuration(_account: str) -> None:
    """Where nothing was put, Bedrock answers without `loggingConfig`. moto answers with an empty one."""
    import moto.bedrock.responses as responses

    original = responses.BedrockResponse.get_model_invocation_logging_configuration

    def get(self):
        answer = json.loads(original(self))
        return json.dumps(answer if answer.get("loggingConfig") else {})

    responses.BedrockResponse.get_model_invocation_logging_configuration = get


def endpoints_run_on_todays_instances(_account: str) -> None:
    """SageMaker takes each type of instance that its API lists. moto's own list ends before the g5 and later families."""
    import moto.sagemaker.models as models
    from botocore.session import get_session

    shape = get_session().get_service_model("sagemaker").shape_for("ProductionVariantInstanceType")

    def validate(self, instance_type: str) -> None:
        if instance_type not in shape.enum:
            raise models.ValidationError(f"Value '{instance_type}' at 'instanceType' is none of SageMaker's")

    models.FakeEndpointConfig.validate_instance_type = validate


REPAIRS = {
    repair.__name__: repair
    for repair in (
        unknown_keys_belong_to,
        disabled_keys_refuse,
        bucket_policies_read_conditions,
        no_invocation_logging_is_no_configuration,
        endpoints_run_on_todays_instances,
        *memory.REPAIRS,
        *kept.REPAIRS,
    )
}
