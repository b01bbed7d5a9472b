"""Repairs of settings that moto takes and then drops, for `rampart verify` to read them back."""

import json


def queues_keep_whom_they_allow(_account: str) -> None:
    """SQS tells which queues may use one for their dead letters. moto takes it and keeps silent."""
    import moto.sqs.models as models

    set_all, told = models.Queue._set_attributes, models.Queue.attributes.fget

    def kept(self, attributes, now=None):
        if "RedriveAllowPolicy" in attributes:
            self.emulated_allowance = attributes["RedriveAllowPolicy"]
        set_all(self, attributes, now)

    def attributes(self):
        allowance = getattr(self, "emulated_allowance", None)
        return {**told(self), **({"RedriveAllowPolicy": allowance} if allowance else {})}

    models.Queue._set_attributes = kept
    models.Queue.attributes = property(attributes)


def queues_keep_their_policy(_account: str) -> None:
    """SQS changes the attributes that it is told, and leaves the policy where none is told. moto drops it."""
    import moto.sqs.models as models

    set_all = models.Queue._set_attributes

    def kept(self, attributes, now=None):
        set_all(self, {"Policy": getattr(self, "policy", None), **attributes}, now)

    models.Queue._set_attributes = kept


def web_acls_keep_what_they_hide(_account: str) -> None:
    """WAF keeps which fields of a request its logs do not show. moto drops it."""
    import moto.wafv2.responses as responses

    hidden: dict[str, object] = {}
    response = responses.WAFV2Response
    create, update, get = response.create_web_acl, response.update_web_acl, response.get_web_acl

    def created(self):
        answer = create(self)
        hidden[json.loads(answer[2])["Summary"]["Id"]] = json.loads(self.body).get("DataProtectionConfig")
        return answer

    def updated(self):
        answer = update(self)
        hidden[self._get_param("Id")] = json.loads(self.body).get("DataProtectionConfig")
        return answer

    def told(self):
        status, headers, body = get(self)
        answer = json.loads(body)
        config = hidden.get(answer["WebACL"]["Id"])
        if config:
            answer["WebACL"]["DataProtectionConfig"] = config
        return status, headers, json.dumps(answer)

    response.create_web_acl, response.update_web_acl, response.get_web_acl = created, updated, told


def stages_keep_their_certificate(_account: str) -> None:
    """API Gateway tells the certificate by which a stage shows who it is. moto drops it."""
    import moto.apigateway.models as models

    apply, told = models.Stage.apply_operations, models.Stage.to_json

    def applied(self, patch_operations):
        ours = [one for one in patch_operations if one["path"] == "/clientCertificateId"]
        for one in ours:
            self.emulated_certificate = one.get("value") if one["op"] != "remove" else None
        return apply(self, [one for one in patch_operations if one not in ours])

    def to_json(self):
        certificate = getattr(self, "emulated_certificate", None)
        return {**told(self), **({"clientCertificateId": certificate} if certificate else {})}

    models.Stage.apply_operations, models.Stage.to_json = applied, to_json


def trails_are_looked_up(_account: str) -> None:
    """CloudTrail answers who looks for events; of the emulator's calls it keeps none. moto knows no such call, and the CDK asks for half a minute."""
    import moto.cloudtrail.responses as responses

    responses.CloudTrailResponse.lookup_events = lambda self: json.dumps({"Events": []})


REPAIRS = (
    trails_are_looked_up,
    queues_keep_whom_they_allow,
    queues_keep_their_policy,
    web_acls_keep_what_they_hide,
    stages_keep_their_certificate,
)
