locals {
  anyone = "0.0.0.0/0"
}

module "network" {
  source = "./modules/network"
}

module "network_open" {
  source          = "./modules/network"
  flow_log        = false
  default_ingress = [{ protocol = "-1", cidr_block = local.anyone }]
}

module "logs" {
  source = "./modules/bucket"
}

resource "aws_kms_key" "this" {
  enable_key_rotation = true
}

module "bucket" {
  source     = "./modules/bucket"
  logging    = { target_bucket = module.logs.id }
  encryption = { rule = { by_default = { sse_algorithm = "aws:kms", kms_master_key_id = aws_kms_key.this.arn } } }
}

module "bucket_without_tls" {
  source           = "./modules/bucket"
  deny_without_tls = false
  attach_policy    = true
  policy           = data.aws_iam_policy_document.public.json
  logging          = { target_bucket = module.logs.id }
  ownership        = "ObjectWriter"
  encryption       = { rule = { by_default = { sse_algorithm = "AES256", for = aws_kms_key.this.arn } } }
}

data "aws_iam_policy_document" "public" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${module.bucket_without_tls.arn}/*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

module "fleet" {
  source = "./modules/fleet"
}

module "database" {
  source    = "./modules/database"
  for_each  = { forced = "1", plain = "0" }
  name      = each.key
  force_ssl = each.value
}

resource "aws_secretsmanager_secret" "this" {
  for_each = toset(["one", "two"])
  name     = each.key
}

resource "aws_secretsmanager_secret_rotation" "this" {
  for_each  = aws_secretsmanager_secret.this
  secret_id = each.value.id
  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_iam_policy" "encoded" {
  name = "encoded"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "${module.bucket.arn}/*" }]
  })
}

resource "aws_iam_policy" "encoded_admin" {
  name = "encoded-admin"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = module.bucket.arn }],
      [{ Effect = "Allow", Action = "*", Resource = "*" }],
    )
  })
}

resource "aws_eip" "office" {
  domain = "vpc"
}

resource "aws_security_group" "beside_late" {
  name   = "beside-late"
  vpc_id = module.network.vpc_id
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = concat(["${aws_eip.office.public_ip}/32"], [local.anyone])
  }
}

resource "aws_security_group" "late" {
  name   = "late"
  vpc_id = module.network.vpc_id
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["${aws_eip.office.public_ip}/32"]
  }
}
