# METADATA
# title: RDS databases and where they stand
package library.rds

import data.library.logic
import data.library.network
import data.library.plan
import data.library.value

instances := array.concat(
	[instance | some instance in input.resources.aws_db_instance],
	[instance | some instance in input.resources.aws_rds_cluster_instance],
)

# METADATA
# description: |
#   A Multi-AZ DB cluster has endpoints of its own, and its resource has no argument for public access.
#   https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html
multi_az_clusters := [cluster |
	some cluster in input.resources.aws_rds_cluster
	value.presence_of_text(cluster.after.db_cluster_instance_class) != "absent"
]

aurora_clusters := [cluster |
	some cluster in input.resources.aws_rds_cluster
	value.presence_of_text(cluster.after.db_cluster_instance_class) == "absent"
]

# METADATA
# description: Whether a subnet of the database routes to an internet gateway, "yes", "no" or "unknown".
in_public_subnet(database) := logic.any(subnet_answers(database))

# METADATA
# description: Addresses of the database's subnets that route to an internet gateway.
public_subnets(database) := {subnet.address |
	some subnet in subnets(database)
	network.is_public[subnet.address] == "yes"
}

subnet_answers(database) := {answer | some subnet in subnets(database); answer := network.is_public[subnet.address]} | {"unknown" | has_other_subnets(database)}

subnets(database) := [subnet |
	some group in subnet_groups(database)
	some subnet in plan.linked(group, "subnet_ids", ["aws_subnet"])
]

has_other_subnets(database) if plan.leads_elsewhere(host(database), "db_subnet_group_name", ["aws_db_subnet_group"])

has_other_subnets(database) if {
	some group in subnet_groups(database)
	plan.leads_elsewhere(group, "subnet_ids", ["aws_subnet"])
}

subnet_groups(database) := plan.linked(host(database), "db_subnet_group_name", ["aws_db_subnet_group"])

# A cluster instance that names no subnet group stands where its cluster does.
host(database) := cluster if {
	value.is_unset(object.get(database.after, "db_subnet_group_name", null))
	not plan.leads_elsewhere(database, "cluster_identifier", ["aws_rds_cluster"])
	[cluster] := plan.linked(database, "cluster_identifier", ["aws_rds_cluster"])
} else := database
