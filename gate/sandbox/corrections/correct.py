import functools


def correct(owner, name):
    """Replaces a method by one that is given the method and may call it. One may correct several methods."""

    def replace(corrected):
        original = getattr(owner, name)

        @functools.wraps(original)
        def method(*arguments, **keywords):
            return corrected(original, *arguments, **keywords)

        setattr(owner, name, method)
        return corrected

    return replace
