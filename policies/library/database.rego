# METADATA
# title: What RDS databases have from others
# description: >-
#   The members of a cluster have most settings from it, and a read replica has its engine and encryption from its source.
package library.database

import data.library.plan
import data.library.value

# METADATA
# description: The clusters of a member that this plan certainly has; none if its cluster is elsewhere.
clusters(member) := plan.linked(member, "cluster_identifier", ["aws_rds_cluster"]) if {
	not plan.leads_elsewhere(member, "cluster_identifier", ["aws_rds_cluster"])
} else := []

# METADATA
# description: The source of a read replica, as far as this plan certainly has it.
sources(instance) := plan.linked(instance, "replicate_source_db", ["aws_db_instance"]) if {
	not plan.leads_elsewhere(instance, "replicate_source_db", ["aws_db_instance"])
} else := []

# METADATA
# description: Whether an instance is a read replica, "yes", "no" or "unknown".
is_replica(instance) := "no" if {
	value.is_unset(instance.after.replicate_source_db)
} else := "yes" if {
	is_string(instance.after.replicate_source_db)
} else := "yes" if {
	sources(instance) != []
} else := "unknown"

# METADATA
# description: The engine in lower case, or "unknown". A read replica has that of its source.
engine(database) := lower(database.after.engine) if {
	is_string(database.after.engine)
} else := lower(source.after.engine) if {
	value.is_unset(database.after.engine)
	[source] := sources(database)
	is_string(source.after.engine)
} else := "unknown"

# METADATA
# description: Whether the storage of an instance is encrypted, "true", "false" or "unknown". Leaving it out means no, unless it is made from another one.
instance_encrypted(instance) := own if {
	own := value.boolean(instance.after.storage_encrypted)
	own != "unset"
} else := "unknown" if {
	is_restored(instance, ["snapshot_identifier", "restore_to_point_in_time"])
} else := "false" if {
	is_replica(instance) == "no"
} else := source_encrypted(sources(instance))

default source_encrypted(_) := "unknown"

# METADATA
# description: What the source itself says. Of the source of a source the plan is not asked.
source_encrypted([source]) := {"true": "true", "false": "false"}[value.boolean(source.after.storage_encrypted)]

source_encrypted([source]) := "false" if {
	value.boolean(source.after.storage_encrypted) == "unset"
	is_replica(source) == "no"
	not is_restored(source, ["snapshot_identifier", "restore_to_point_in_time"])
}

# METADATA
# description: |
#   Whether the storage of a cluster is encrypted, "true", "false" or "unknown". Leaving it out means no for servers and yes for Aurora Serverless v1.
#   https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
cluster_encrypted(cluster) := own if {
	own := value.boolean(cluster.after.storage_encrypted)
	own != "unset"
} else := "unknown" if {
	is_restored(cluster, ["global_cluster_identifier", "replication_source_identifier", "restore_to_point_in_time", "snapshot_identifier"])
} else := "true" if {
	cluster.after.engine_mode == "serverless"
} else := "false" if {
	is_of_servers(cluster.after.engine_mode)
} else := "unknown"

is_of_servers(mode) if value.is_unset(mode)

is_of_servers("provisioned")

# METADATA
# description: It is made from another database or a snapshot, or may be.
is_restored(database, attributes) if {
	some attribute in attributes
	value.presence(value.of(database, attribute)) != "absent"
}

# METADATA
# description: |
#   What the parameter group of an instance sets a parameter to: its text in lower case, "default" where the group leaves it out or is AWS's own,
#   or "unknown". A read replica without a group has that of its source, unless that is in another region.
#   https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html
instance_parameter(instance, name) := group_parameter(instance, name) if {
	is_replica(instance) == "no"
} else := group_parameter(instance, name) if {
	not value.is_unset(instance.after.parameter_group_name)
} else := group_parameter(source, name) if {
	[source] := sources(instance)
	source.provider == instance.provider
	is_replica(source) == "no"
} else := "unknown"

group_parameter(instance, name) := "default" if {
	value.is_unset(instance.after.parameter_group_name)
} else := group_value(group, name) if {
	not plan.leads_elsewhere(instance, "parameter_group_name", ["aws_db_parameter_group"])
	[group] := plan.linked(instance, "parameter_group_name", ["aws_db_parameter_group"])
} else := "default" if {
	is_string(instance.after.parameter_group_name)
	startswith(instance.after.parameter_group_name, "default.")
} else := "unknown"

group_value(group, name) := parameter_text(value.attribute(parameter, "value")) if {
	some element in value.elements(group.after.parameter)
	parameter := element.value
	value.attribute(parameter, "name") == name
} else := "default" if {
	every element in value.elements(group.after.parameter) {
		is_string(value.attribute(element.value, "name"))
	}
} else := "unknown"

parameter_text(v) := lower(v) if {
	is_string(v)
} else := "unknown"
