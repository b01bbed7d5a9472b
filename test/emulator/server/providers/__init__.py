"""Every type that the emulator makes for real, by its name in a template."""

from providers import api, data, datasets, detection, identity, messages, network, serving, watching
from providers.base import Made
from providers.code import CUSTOM, PROVIDERS as CODE

PROVIDERS = {
    **data.PROVIDERS,
    **datasets.PROVIDERS,
    **messages.PROVIDERS,
    **identity.PROVIDERS,
    **network.PROVIDERS,
    **CODE,
    **watching.PROVIDERS,
    **detection.PROVIDERS,
    **serving.PROVIDERS,
    **api.PROVIDERS,
}

__all__ = ["CUSTOM", "Made", "PROVIDERS"]
