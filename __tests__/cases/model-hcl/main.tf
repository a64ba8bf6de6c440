variable "key" {
  type    = string
  default = "from-variable"
}

resource "terraform_data" "late" {
  input = "decided at apply"
}

resource "aws_kms_key" "main" {
  description = "main"
}

resource "aws_kms_key" "each" {
  for_each    = { a = "first", b = "second" }
  description = each.value
}

resource "aws_ebs_volume" "unset" {
  availability_zone = "us-east-1a"
  size              = 8
}

resource "aws_ebs_volume" "reference" {
  availability_zone = "us-east-1a"
  size              = 8
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_ebs_volume" "template" {
  availability_zone = "us-east-1a"
  size              = 8
  kms_key_id        = "arn:aws:kms:us-east-1:123456789012:key/${aws_kms_key.main.key_id}"
}

resource "aws_ebs_volume" "variable" {
  availability_zone = "us-east-1a"
  size              = 8
  kms_key_id        = "arn:aws:kms:us-east-1:123456789012:key/${var.key}"
}

resource "aws_ebs_volume" "paired" {
  for_each          = toset(["a", "b"])
  availability_zone = "us-east-1a"
  size              = 8
  kms_key_id        = aws_kms_key.each[each.key].arn
}

resource "aws_ebs_volume" "chained" {
  for_each          = aws_kms_key.each
  availability_zone = "us-east-1a"
  size              = 8
  kms_key_id        = each.value.arn
}

resource "aws_vpc" "each" {
  for_each   = { a = "10.1.0.0/16", b = "10.2.0.0/16" }
  cidr_block = each.value
}

resource "aws_flow_log" "chained" {
  for_each             = aws_vpc.each
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::example-logs"
  vpc_id               = each.value.id
}

resource "aws_flow_log" "module_output" {
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::example-logs"
  vpc_id               = module.network.vpc_id
}

module "network" {
  source = "./modules/network"
  key    = aws_kms_key.main.arn
}
