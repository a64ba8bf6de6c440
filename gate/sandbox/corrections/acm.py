from moto.acm.models import CertBundle
from moto.acm.responses import AWSCertificateManagerResponse

from .correct import correct


@correct(AWSCertificateManagerResponse, "request_certificate")
def keep_key_algorithm(original, self):
    """Whoever requests a certificate chooses the algorithm of its key. Nobody looks into the certificate here."""
    answer = original(self)
    certificate = self.acm_backend._certificates[answer.result["CertificateArn"]]
    certificate.requested_algorithm = self._get_param("KeyAlgorithm")
    return answer


@correct(CertBundle, "describe")
def show_key_algorithm(original, self):
    description = original(self)
    algorithm = getattr(self, "requested_algorithm", None)
    if algorithm is not None:
        description["Certificate"]["KeyAlgorithm"] = algorithm
    return description
