"""How a type of resource is made by a service's own calls."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Made:
    """What `Ref` gives, and what `Fn::GetAtt` gives."""

    physical_id: str
    attributes: dict = field(default_factory=dict)


class Provider:
    """One type. Unless it says otherwise, a change of a property that names the resource replaces it."""

    names: tuple[str, ...] = ()

    def create(self, clients, properties: dict, about: dict) -> Made:
        raise NotImplementedError

    def update(self, clients, physical_id: str, old: dict, new: dict) -> Made:
        raise NotImplementedError

    def delete(self, clients, physical_id: str, properties: dict) -> None:
        raise NotImplementedError

    def replaces(self, old: dict, new: dict) -> bool:
        return any(old.get(name) != new.get(name) for name in self.names)


class Put(Provider):
    """A type whose one call makes it and changes it."""

    def __init__(
        self,
        service: str,
        put: str,
        remove: str | None,
        *,
        id: Callable[[dict, dict, object], str],
        attributes: Callable[[dict, dict, object], dict] = lambda properties, answer, clients: {},
        arguments: Callable[[dict], dict] = lambda properties: properties,
        removal: Callable[[str, dict], dict] = lambda physical_id, properties: properties,
        names: tuple[str, ...] = (),
    ):
        self.service, self.put, self.remove_by = service, put, remove
        self.id, self.attributes, self.arguments, self.removal, self.names = id, attributes, arguments, removal, names

    def create(self, clients, properties, about):
        answer = clients.call(self.service, self.put, self.arguments(properties))
        return Made(self.id(properties, answer, clients), self.attributes(properties, answer, clients))

    def update(self, clients, physical_id, old, new):
        answer = clients.call(self.service, self.put, self.arguments(new))
        return Made(physical_id, self.attributes(new, answer, clients))

    def delete(self, clients, physical_id, properties):
        if self.remove_by:
            clients.call(self.service, self.remove_by, self.removal(physical_id, properties))
