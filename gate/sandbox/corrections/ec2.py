import threading

from moto.ec2.exceptions import InvalidPermissionNotFoundError, InvalidSecurityGroupRuleIdNotFoundError
from moto.ec2.models.launch_templates import LaunchTemplateBackend
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

from .correct import correct


@correct(SecurityGroupRule, "__init__")
def described(original, self, *arguments, **keywords):
    """Rules that admit a group or a prefix list have descriptions, too."""
    original(self, *arguments, **keywords)
    sources = [self.ip_range, self.source_group, keywords.get("prefix_list_id"), *arguments]
    texts = [source["Description"] for source in sources if isinstance(source, dict) and source.get("Description")]
    self.text = texts[0] if texts else None


SecurityGroupRule.description = property(lambda self: self.ip_range.get("Description") or self.text)


revoking = threading.Lock()


@correct(SecurityGroupBackend, "revoke_security_group_ingress")
@correct(SecurityGroupBackend, "revoke_security_group_egress")
def revoke(original, *arguments, **keywords):
    """A rule that is named by its id and is not there has an error of its own, by which the provider knows that it is gone:
    it tries a request again whose answer was lost. And of two rules that are revoked at once, neither comes back."""
    try:
        with revoking:
            return original(*arguments, **keywords)
    except InvalidPermissionNotFoundError:
        named = keywords.get("security_rule_ids")
        if not named:
            raise
        raise InvalidSecurityGroupRuleIdNotFoundError(named[0])


@correct(LaunchTemplateBackend, "create_launch_template")
def own_tags(original, self, name, description, template_data, tag_spec):
    """The tags of the template itself are not among those that it gives to what it launches."""
    specifications = template_data.get("TagSpecifications", [])
    launched = [entry for entry in specifications if entry.get("ResourceType") != "launch-template"]
    template_data = {**template_data, "TagSpecifications": launched}
    return original(self, name, description, template_data, tag_spec)
