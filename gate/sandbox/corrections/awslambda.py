from moto.awslambda.models import LambdaFunction

from .correct import correct


@correct(LambdaFunction, "__init__")
def keep_log_settings(original, self, account_id, spec, *arguments, **keywords):
    original(self, account_id, spec, *arguments, **keywords)
    self.kept = {name: spec[name] for name in ("DeadLetterConfig", "LoggingConfig") if spec.get(name)}


@correct(LambdaFunction, "update_configuration")
def change_log_settings(original, self, updates):
    self.kept.update({name: updates[name] for name in ("DeadLetterConfig", "LoggingConfig") if name in updates})
    return original(self, updates)


@correct(LambdaFunction, "get_configuration")
def show_log_settings(original, self, *arguments, **keywords):
    """The dead-letter queue and the logging settings are part of a function's configuration."""
    return {**original(self, *arguments, **keywords), **self.kept}
