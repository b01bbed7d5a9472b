"""Where moto differs from AWS in what the platform relies on. Each repair names the behaviour that it restores."""

import json

from moto.core.exceptions import JsonRESTError

import conditions


def install(account: str) -> None:
    unknown_keys_belong_to(account)
    disabled_keys_refuse()
    bucket_policies_read_conditions()
    no_invocation_logging_is_no_configuration()


def unknown_keys_belong_to(account: str) -> None:
    """Access keys that nobody made are those of the account that the tests run in; those of assumed roles stay the role's own."""
    import moto.iam.models as models

    models.DEFAULT_ACCOUNT_ID = account


def disabled_keys_refuse() -> None:
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


def bucket_policies_read_conditions() -> None:
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


def no_invocation_logging_is_no_configuration() -> None:
    """Where nothing was put, Bedrock answers without `loggingConfig`. moto answers with an empty one."""
    import moto.bedrock.responses as responses

    original = responses.BedrockResponse.get_model_invocation_logging_configuration

    def get(self):
        answer = json.loads(original(self))
        return json.dumps(answer if answer.get("loggingConfig") else {})

    responses.BedrockResponse.get_model_invocation_logging_configuration = get
