resource "terraform_data" "late" {
  input = "decided at apply"
}

resource "aws_db_instance" "each" {
  for_each                    = { inside = false, outside = true, unset = null }
  identifier                  = each.key
  publicly_accessible         = each.value
  engine                      = "mysql"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "admin"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_db_instance" "unknown" {
  publicly_accessible         = terraform_data.late.output == "public"
  engine                      = "mysql"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "admin"
  manage_master_user_password = true
  skip_final_snapshot         = true
}

resource "aws_rds_cluster_instance" "unset" {
  cluster_identifier = "aurora"
  engine             = "aurora-mysql"
  instance_class     = "db.t4g.medium"
}

resource "aws_rds_cluster_instance" "public" {
  cluster_identifier  = "aurora"
  engine              = "aurora-mysql"
  instance_class      = "db.t4g.medium"
  publicly_accessible = true
}
