variable "create" {
  type    = bool
  default = true
}

variable "flow_log" {
  type    = bool
  default = true
}

variable "secondary_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "default_ingress" {
  type    = list(map(string))
  default = []
}

locals {
  vpc_id = try(aws_vpc_ipv4_cidr_block_association.this[0].vpc_id, aws_vpc.this[0].id, "")
}

resource "aws_vpc" "this" {
  count      = var.create ? 1 : 0
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count      = length(var.secondary_cidr_blocks)
  vpc_id     = aws_vpc.this[0].id
  cidr_block = element(var.secondary_cidr_blocks, count.index)
}

resource "aws_flow_log" "this" {
  count                = var.flow_log ? 1 : 0
  vpc_id               = local.vpc_id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::flow-logs"
}

resource "aws_default_security_group" "this" {
  count  = var.create ? 1 : 0
  vpc_id = aws_vpc.this[0].id

  dynamic "ingress" {
    for_each = var.default_ingress
    content {
      protocol    = ingress.value.protocol
      from_port   = 0
      to_port     = 0
      cidr_blocks = [ingress.value.cidr_block]
    }
  }
}

output "vpc_id" {
  value = local.vpc_id
}
