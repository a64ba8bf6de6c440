from moto.guardduty.models import Detector

from .correct import correct


@correct(Detector, "update")
def features_by_name(original, self, enable, frequency, data_sources, features):
    """Features that are not mentioned stay as they are."""
    changed = {feature["name"]: feature for feature in [*self.features, *(features or [])]}
    original(self, enable, frequency, data_sources, list(changed.values()))
