from moto.route53.models import Route53Backend

from .correct import correct


@correct(Route53Backend, "create_query_logging_config")
def log_group_without_star(original, self, zone, log_group):
    """The ARN of a log group is taken with and without the `:*` at its end."""
    logging = original(self, zone, log_group if log_group.endswith(":*") else f"{log_group}:*")
    logging.cloud_watch_logs_log_group_arn = log_group
    return logging
