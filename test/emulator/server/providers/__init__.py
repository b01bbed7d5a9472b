"""Every type that the emulator makes for real, by its name in a template."""

from providers import api, data, detection, identity, network, serving, watching
from providers.base import Made
from providers.code import CUSTOM, PROVIDERS as CODE

PROVIDERS = {
    **data.PROVIDERS,
    **identity.PROVIDERS,
    **network.PROVIDERS,
    **CODE,
    **watching.PROVIDERS,
    **detection.PROVIDERS,
    **serving.PROVIDERS,
    **api.PROVIDERS,
    # Says which toolkit made the templates; no service has it.
    "AWS::CDK::Metadata": None,
}

__all__ = ["CUSTOM", "Made", "PROVIDERS"]
