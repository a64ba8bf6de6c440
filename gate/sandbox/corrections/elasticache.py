from moto.core.responses import EmptyResult
from moto.elasticache.responses import ElastiCacheResponse


def delete_cache_subnet_group(self):
    """A subnet group can be deleted, if it is there."""
    name = self._get_param("CacheSubnetGroupName")
    [group] = self.elasticache_backend.describe_cache_subnet_groups(name)
    del self.elasticache_backend.cache_subnet_groups[group.cache_subnet_group_name]
    return EmptyResult()


ElastiCacheResponse.delete_cache_subnet_group = delete_cache_subnet_group
