import functools


def correct(owner, name):
    """Replaces a method by one that is given the method and may call it."""

    def replace(corrected):
        original = getattr(owner, name)

        @functools.wraps(original)
        def method(*arguments, **keywords):
            return corrected(original, *arguments, **keywords)

        setattr(owner, name, method)
        return method

    return replace
