"""Queues and topics."""

import json

from providers.base import Made, Provider, Put


class Queue(Provider):
    names = ("QueueName", "FifoQueue")
    SET = {
        "KmsMasterKeyId",
        "MessageRetentionPeriod",
        "VisibilityTimeout",
        "RedrivePolicy",
        "RedriveAllowPolicy",
        "DelaySeconds",
    }

    def create(self, clients, properties, about):
        name = properties.get("QueueName", f"{about['StackName']}-{about['LogicalResourceId']}")
        url = clients("sqs").create_queue(QueueName=name, Attributes=self._wanted(properties))["QueueUrl"]
        return self._made(clients, url)

    def update(self, clients, physical_id, old, new):
        clients("sqs").set_queue_attributes(QueueUrl=physical_id, Attributes=self._wanted(new))
        return self._made(clients, physical_id)

    def delete(self, clients, physical_id, properties):
        clients("sqs").delete_queue(QueueUrl=physical_id)

    def _wanted(self, properties):
        return {
            key: json.dumps(value) if isinstance(value, dict) else str(value)
            for key, value in properties.items()
            if key in self.SET
        }

    def _made(self, clients, url):
        arn = clients("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        return Made(url, {"Arn": arn, "QueueName": arn.split(":")[-1], "QueueUrl": url})


class Topic(Provider):
    names = ("TopicName",)

    def create(self, clients, properties, about):
        name = properties.get("TopicName", f"{about['StackName']}-{about['LogicalResourceId']}")
        arn = clients("sns").create_topic(Name=name)["TopicArn"]
        return self.update(clients, arn, {}, properties)

    def update(self, clients, physical_id, old, new):
        for key in ("DisplayName", "KmsMasterKeyId"):
            if old.get(key) != new.get(key):
                clients("sns").set_topic_attributes(
                    TopicArn=physical_id, AttributeName=key, AttributeValue=new.get(key, "")
                )
        return Made(physical_id, {"TopicArn": physical_id, "TopicName": physical_id.split(":")[-1]})

    def delete(self, clients, physical_id, properties):
        clients("sns").delete_topic(TopicArn=physical_id)


class QueuePolicy(Provider):
    names = ("Queues",)

    def create(self, clients, properties, about):
        for url in properties["Queues"]:
            policy = json.dumps(properties["PolicyDocument"])
            clients("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
        return Made(f"{about.get('LogicalResourceId', 'policy')}-{abs(hash(str(properties['Queues']))) % 10**8}")

    def update(self, clients, physical_id, old, new):
        self.create(clients, new, {})
        return Made(physical_id)

    def delete(self, clients, physical_id, properties):
        for url in properties["Queues"]:
            clients("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": ""})


class TopicPolicy(Provider):
    names = ("Topics",)

    def create(self, clients, properties, about):
        for arn in properties["Topics"]:
            clients("sns").set_topic_attributes(
                TopicArn=arn, AttributeName="Policy", AttributeValue=json.dumps(properties["PolicyDocument"])
            )
        return Made(f"{about.get('LogicalResourceId', 'policy')}-topic")

    def update(self, clients, physical_id, old, new):
        self.create(clients, new, {})
        return Made(physical_id)

    def delete(self, clients, physical_id, properties):
        pass


PROVIDERS = {
    "AWS::SQS::Queue": Queue(),
    "AWS::SQS::QueuePolicy": QueuePolicy(),
    "AWS::SNS::Topic": Topic(),
    "AWS::SNS::TopicPolicy": TopicPolicy(),
    "AWS::SNS::Subscription": Put(
        "sns",
        "Subscribe",
        "Unsubscribe",
        arguments=lambda p: {**p, "ReturnSubscriptionArn": True},
        id=lambda p, r, c: r["SubscriptionArn"],
        removal=lambda i, p: {"SubscriptionArn": i},
        names=("TopicArn", "Protocol", "Endpoint"),
    ),
}
