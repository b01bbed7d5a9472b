"""What makes data sets: state machines, schedules, workgroups and databases."""

from providers.base import Made, Provider, Put


class StateMachine(Provider):
    names = ("StateMachineName", "StateMachineType")

    def create(self, clients, properties, about):
        made = clients.call(
            "stepfunctions",
            "CreateStateMachine",
            {
                **self._settings(properties),
                "name": properties["StateMachineName"],
                "type": properties.get("StateMachineType", "STANDARD"),
            },
        )
        return self._made(made["stateMachineArn"])

    def update(self, clients, physical_id, old, new):
        clients.call("stepfunctions", "UpdateStateMachine", {**self._settings(new), "stateMachineArn": physical_id})
        return self._made(physical_id)

    def delete(self, clients, physical_id, properties):
        clients("stepfunctions").delete_state_machine(stateMachineArn=physical_id)

    def _settings(self, properties):
        kept = ("RoleArn", "EncryptionConfiguration", "LoggingConfiguration", "TracingConfiguration")
        settings = {key: properties[key] for key in kept if key in properties}
        return {**settings, "definition": properties["DefinitionString"]}

    def _made(self, arn):
        return Made(arn, {"Arn": arn, "Name": arn.rsplit(":", 1)[1]})


class Workgroup(Provider):
    """Changed by being made anew: moto does not change one."""

    names = ("Name",)

    def create(self, clients, properties, about):
        asked = {**properties, "Configuration": properties.get("WorkGroupConfiguration", {})}
        clients.call("athena", "CreateWorkGroup", asked)
        return Made(properties["Name"])

    def update(self, clients, physical_id, old, new):
        self.delete(clients, physical_id, old)
        return self.create(clients, new, {})

    def delete(self, clients, physical_id, properties):
        clients("athena").delete_work_group(WorkGroup=physical_id)


class Database(Provider):
    names = ("CatalogId",)

    def create(self, clients, properties, about):
        clients.call("glue", "CreateDatabase", properties)
        return Made(properties["DatabaseInput"]["Name"])

    def update(self, clients, physical_id, old, new):
        clients.call("glue", "UpdateDatabase", {**new, "Name": physical_id})
        return Made(physical_id)

    def delete(self, clients, physical_id, properties):
        clients("glue").delete_database(Name=physical_id)

    def replaces(self, old, new):
        return super().replaces(old, new) or old["DatabaseInput"]["Name"] != new["DatabaseInput"]["Name"]


class Schedule(Provider):
    names = ("Name", "GroupName")

    def create(self, clients, properties, about):
        arn = clients.call("scheduler", "CreateSchedule", properties)["ScheduleArn"]
        return Made(properties["Name"], {"Arn": arn})

    def update(self, clients, physical_id, old, new):
        arn = clients.call("scheduler", "UpdateSchedule", new)["ScheduleArn"]
        return Made(physical_id, {"Arn": arn})

    def delete(self, clients, physical_id, properties):
        clients("scheduler").delete_schedule(Name=physical_id, GroupName=properties.get("GroupName", "default"))


PROVIDERS = {
    "AWS::StepFunctions::StateMachine": StateMachine(),
    "AWS::Athena::WorkGroup": Workgroup(),
    "AWS::Glue::Database": Database(),
    "AWS::Scheduler::Schedule": Schedule(),
    "AWS::Scheduler::ScheduleGroup": Put(
        "scheduler",
        "CreateScheduleGroup",
        "DeleteScheduleGroup",
        id=lambda p, r, c: p["Name"],
        attributes=lambda p, r, c: {"Arn": r["ScheduleGroupArn"]},
        names=("Name",),
    ),
}
