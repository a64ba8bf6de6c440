import json
from urllib.parse import unquote

from moto.backup.responses import BackupResponse

from .correct import correct


@correct(BackupResponse, "list_tags")
def tags_of(original, self):
    """The ARN is all that comes after `/tags/`."""
    arn = unquote(self.path.split("/tags/", 1)[1]).rstrip("/")
    return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})
