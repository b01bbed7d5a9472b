"""Keys, buckets, parameters and repositories."""

import json

from providers.base import Made, Provider, Put


class Key(Provider):
    names = ("KeySpec", "KeyUsage")

    def create(self, clients, properties, about):
        kms = clients("kms")
        key = kms.create_key(
            Policy=json.dumps(properties["KeyPolicy"]) if "KeyPolicy" in properties else "",
            Description=properties.get("Description", ""),
            KeySpec=properties.get("KeySpec", "SYMMETRIC_DEFAULT"),
            KeyUsage=properties.get("KeyUsage", "ENCRYPT_DECRYPT"),
        )["KeyMetadata"]
        self._set(kms, key["KeyId"], {}, properties)
        return Made(key["KeyId"], {"Arn": key["Arn"], "KeyId": key["KeyId"]})

    def update(self, clients, physical_id, old, new):
        kms = clients("kms")
        if old.get("KeyPolicy") != new.get("KeyPolicy"):
            kms.put_key_policy(KeyId=physical_id, PolicyName="default", Policy=json.dumps(new["KeyPolicy"]))
        kms.update_key_description(KeyId=physical_id, Description=new.get("Description", ""))
        self._set(kms, physical_id, old, new)
        arn = kms.describe_key(KeyId=physical_id)["KeyMetadata"]["Arn"]
        return Made(physical_id, {"Arn": arn, "KeyId": physical_id})

    def _set(self, kms, key, old, new):
        if new.get("EnableKeyRotation"):
            kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=int(new.get("RotationPeriodInDays", 365)))
        elif old.get("EnableKeyRotation"):
            kms.disable_key_rotation(KeyId=key)
        if new.get("Enabled") is False:
            kms.disable_key(KeyId=key)
        elif old.get("Enabled") is False:
            kms.enable_key(KeyId=key)

    def delete(self, clients, physical_id, properties):
        clients("kms").schedule_key_deletion(
            KeyId=physical_id, PendingWindowInDays=int(properties.get("PendingWindowInDays", 30))
        )


class Alias(Provider):
    names = ("AliasName",)

    def create(self, clients, properties, about):
        clients("kms").create_alias(AliasName=properties["AliasName"], TargetKeyId=properties["TargetKeyId"])
        return Made(properties["AliasName"])

    def update(self, clients, physical_id, old, new):
        clients("kms").update_alias(AliasName=physical_id, TargetKeyId=new["TargetKeyId"])
        return Made(physical_id)

    def delete(self, clients, physical_id, properties):
        clients("kms").delete_alias(AliasName=physical_id)


class Bucket(Provider):
    names = ("BucketName",)

    def create(self, clients, properties, about):
        name = properties.get("BucketName") or f"{about['StackName']}-{about['LogicalResourceId']}".lower()[:63]
        s3 = clients("s3")
        arguments: dict = {"Bucket": name}
        if clients.region != "us-east-1":
            arguments["CreateBucketConfiguration"] = {"LocationConstraint": clients.region}
        if properties.get("ObjectLockEnabled"):
            arguments["ObjectLockEnabledForBucket"] = True
        s3.create_bucket(**arguments)
        try:
            self._set(s3, name, {}, properties)
        except Exception:
            s3.delete_bucket(Bucket=name)
            raise
        return Made(name, self._attributes(clients, name))

    def update(self, clients, physical_id, old, new):
        self._set(clients("s3"), physical_id, old, new)
        return Made(physical_id, self._attributes(clients, physical_id))

    def delete(self, clients, physical_id, properties):
        clients("s3").delete_bucket(Bucket=physical_id)

    def _attributes(self, clients, name):
        host = f"{name}.s3.amazonaws.com"
        regional = f"{name}.s3.{clients.region}.amazonaws.com"
        return {"Arn": f"arn:aws:s3:::{name}", "DomainName": host, "RegionalDomainName": regional}

    def _set(self, s3, name, old, new):
        def changed(key: str) -> bool:
            return new.get(key) is not None and new.get(key) != old.get(key)

        if changed("BucketEncryption"):
            rules = [
                {
                    **({"BucketKeyEnabled": rule["BucketKeyEnabled"]} if "BucketKeyEnabled" in rule else {}),
                    "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
                }
                for rule in new["BucketEncryption"]["ServerSideEncryptionConfiguration"]
            ]
            s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": rules})
        if changed("VersioningConfiguration"):
            s3.put_bucket_versioning(Bucket=name, VersioningConfiguration=new["VersioningConfiguration"])
        if changed("PublicAccessBlockConfiguration"):
            s3.put_public_access_block(
                Bucket=name, PublicAccessBlockConfiguration=new["PublicAccessBlockConfiguration"]
            )
        if changed("OwnershipControls"):
            s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls=new["OwnershipControls"])
        if changed("ObjectLockConfiguration"):
            s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=new["ObjectLockConfiguration"])
        if changed("LifecycleConfiguration"):
            rules = [_lifecycle(rule) for rule in new["LifecycleConfiguration"]["Rules"]]
            s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": rules})
        if changed("LoggingConfiguration"):
            logging = new["LoggingConfiguration"]
            s3.put_bucket_logging(
                Bucket=name,
                BucketLoggingStatus={
                    "LoggingEnabled": {
                        "TargetBucket": logging.get("DestinationBucketName", name),
                        "TargetPrefix": logging.get("LogFilePrefix", ""),
                    }
                },
            )
        if changed("NotificationConfiguration") and "EventBridgeConfiguration" in new["NotificationConfiguration"]:
            s3.put_bucket_notification_configuration(
                Bucket=name, NotificationConfiguration={"EventBridgeConfiguration": {}}
            )


def _lifecycle(rule: dict) -> dict:
    made: dict = {"Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    if "Id" in rule:
        made["ID"] = rule["Id"]
    if "ExpirationInDays" in rule:
        made["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    if "NoncurrentVersionExpiration" in rule:
        made["NoncurrentVersionExpiration"] = {"NoncurrentDays": int(rule["NoncurrentVersionExpiration"]["NoncurrentDays"])}
    if "NoncurrentVersionExpirationInDays" in rule:
        made["NoncurrentVersionExpiration"] = {"NoncurrentDays": int(rule["NoncurrentVersionExpirationInDays"])}
    if "AbortIncompleteMultipartUpload" in rule:
        made["AbortIncompleteMultipartUpload"] = rule["AbortIncompleteMultipartUpload"]
    if "Transitions" in rule:
        made["Transitions"] = [
            {"Days": int(one["TransitionInDays"]), "StorageClass": one["StorageClass"]} for one in rule["Transitions"]
        ]
    return made


class Repository(Provider):
    names = ("RepositoryName", "EncryptionConfiguration")

    def create(self, clients, properties, about):
        arguments = {
            "repositoryName": properties["RepositoryName"],
            "imageTagMutability": properties.get("ImageTagMutability", "MUTABLE"),
            "imageScanningConfiguration": {
                "scanOnPush": bool(properties.get("ImageScanningConfiguration", {}).get("ScanOnPush"))
            },
        }
        made = clients("ecr").create_repository(**arguments)["repository"]
        if "RepositoryPolicyText" in properties:
            clients("ecr").set_repository_policy(
                repositoryName=made["repositoryName"], policyText=json.dumps(properties["RepositoryPolicyText"])
            )
        return Made(made["repositoryName"], {"Arn": made["repositoryArn"], "RepositoryUri": made["repositoryUri"]})

    def update(self, clients, physical_id, old, new):
        made = clients("ecr").describe_repositories(repositoryNames=[physical_id])["repositories"][0]
        return Made(physical_id, {"Arn": made["repositoryArn"], "RepositoryUri": made["repositoryUri"]})

    def delete(self, clients, physical_id, properties):
        clients("ecr").delete_repository(repositoryName=physical_id, force=True)


def _parameter(properties: dict) -> dict:
    return {**properties, "Overwrite": True}


PROVIDERS = {
    "AWS::KMS::Key": Key(),
    "AWS::KMS::Alias": Alias(),
    "AWS::S3::Bucket": Bucket(),
    "AWS::S3::BucketPolicy": Put(
        "s3",
        "PutBucketPolicy",
        "DeleteBucketPolicy",
        arguments=lambda p: {"Bucket": p["Bucket"], "Policy": p["PolicyDocument"]},
        id=lambda p, r, c: p["Bucket"],
        names=("Bucket",),
    ),
    "AWS::SSM::Parameter": Put(
        "ssm",
        "PutParameter",
        "DeleteParameter",
        arguments=_parameter,
        id=lambda p, r, c: p["Name"],
        attributes=lambda p, r, c: {"Value": p["Value"], "Type": p["Type"]},
        names=("Name",),
    ),
    "AWS::ECR::Repository": Repository(),
}
