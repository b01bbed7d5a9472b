"""Where moto differs from AWS in what the platform relies on. Each repair names the behaviour that it restores."""

from moto.core.exceptions import JsonRESTError


def install() -> None:
    disabled_keys_refuse()


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
