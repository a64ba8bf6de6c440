variable "key" {
  type = string
}

resource "aws_vpc" "this" {
  cidr_block = "10.6.0.0/16"
}

resource "aws_ebs_volume" "this" {
  availability_zone = "us-east-1a"
  size              = 8
  kms_key_id        = var.key
}

output "vpc_id" {
  value = aws_vpc.this.id
}
