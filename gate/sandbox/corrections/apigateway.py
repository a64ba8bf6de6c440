from moto.apigateway.models import Stage

from .correct import correct


@correct(Stage, "apply_operations")
def keep_client_certificate(original, self, operations):
    """A stage shows the certificate to what is behind it, and says which one."""
    for operation in operations:
        if operation["path"] == "/clientCertificateId":
            self.client_certificate_id = operation.get("value") or None
    return original(self, operations)


@correct(Stage, "to_json")
def show_client_certificate(original, self):
    certificate = getattr(self, "client_certificate_id", None)
    return original(self) if certificate is None else {**original(self), "clientCertificateId": certificate}
