# METADATA
# scope: package
# title: RDS databases are not publicly accessible
# description: >-
#   The endpoint of a database does not resolve to a public address. A cluster instance that says nothing, and a Multi-AZ cluster, which cannot
#   say anything, are public when their VPC has an internet gateway. They are taken as private only if no subnet of theirs routes to one.
# related_resources:
#   - https://docs.aws.amazon.com/config/latest/developerguide/rds-instance-public-access-check.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
# custom:
#   id: RDS_INSTANCE_PUBLIC_ACCESS_CHECK
#   source: aws-config
#   aliases: [rds-instance-public-access-check]
#   severity: critical
#   resources: [aws_db_instance, aws_rds_cluster, aws_rds_cluster_instance]
#   reads:
#     aws_db_instance: [db_subnet_group_name, publicly_accessible]
#     aws_db_subnet_group: [subnet_ids]
#     aws_default_route_table: [default_route_table_id, route]
#     aws_internet_gateway: [vpc_id]
#     aws_main_route_table_association: [route_table_id, vpc_id]
#     aws_rds_cluster: [db_cluster_instance_class, db_subnet_group_name]
#     aws_rds_cluster_instance: [cluster_identifier, db_subnet_group_name, publicly_accessible]
#     aws_route: [gateway_id, route_table_id]
#     aws_route_table: [route]
#     aws_route_table_association: [route_table_id, subnet_id]
#     aws_subnet: [vpc_id]
#     aws_vpc: [cidr_block]
#     aws_vpn_gateway: [vpc_id]
#   controls:
#     fsbp: [RDS.2]
#     cis_3_0: ["2.3.3"]
#     pci_3_2_1: ["1.2.1", "1.3.1", "1.3.2", "1.3.4", "1.3.6", "7.2.1"]
#     pci_4_0_1: ["1.4.4"]
#     nist_800_53_r5: [AC-4, AC-4(21), SC-7, SC-7(4), SC-7(5), SC-7(11), SC-7(16), SC-7(21)]
#   reasons:
#     public: The database is publicly accessible.
#     unknown: The plan cannot tell whether the database is publicly accessible.
#     public_by_default: "The database leaves publicly_accessible out, and its subnets route to an internet gateway, so AWS makes it public: {subnets}."
#     unknown_by_default: "The database leaves publicly_accessible out, and the plan cannot tell whether its subnets route to an internet gateway."
#     members: The instances of an Aurora cluster have the endpoints; they are judged.
#   remediation: Set publicly_accessible to false, and place the database in subnets without a route to an internet gateway.
#   fix: {attribute: publicly_accessible, value: false}
package rules.rds.rds_instance_public_access_check

import data.library.rds
import data.library.value
import data.library.verdict

evaluations contains verdict.non_compliant(instance, "publicly_accessible", "public", {}) if {
	some instance in rds.instances
	value.boolean(instance.after.publicly_accessible) == "true"
}

evaluations contains verdict.insufficient_data(instance, "publicly_accessible", "unknown", {}) if {
	some instance in rds.instances
	value.boolean(instance.after.publicly_accessible) == "unknown"
}

evaluations contains verdict.non_compliant(database, "publicly_accessible", "public_by_default", {"subnets": subnets}) if {
	some database in left_to_aws
	rds.in_public_subnet(database) == "yes"
	subnets := concat(", ", rds.public_subnets(database))
}

evaluations contains verdict.insufficient_data(database, "publicly_accessible", "unknown_by_default", {}) if {
	some database in left_to_aws
	rds.in_public_subnet(database) == "unknown"
}

evaluations contains verdict.not_applicable(cluster, null, "members", {}) if {
	some cluster in rds.aurora_clusters
}

left_to_aws := array.concat(rds.multi_az_clusters, [instance |
	some instance in rds.instances
	value.boolean(instance.after.publicly_accessible) == "unset"
])
