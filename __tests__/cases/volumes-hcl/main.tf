variable "encrypt" {
  type    = bool
  default = null
}

resource "terraform_data" "late" {
  input = "decided at apply"
}

resource "aws_kms_key" "volumes" {
  description = "volumes"
}

resource "aws_ebs_encryption_by_default" "on" {
}

resource "aws_ebs_volume" "encrypted" {
  availability_zone = "us-east-1a"
  size              = 8
  encrypted         = true
  kms_key_id        = aws_kms_key.volumes.arn
}

resource "aws_ebs_volume" "plain" {
  availability_zone = "us-east-1a"
  size              = 8
  encrypted         = false
}

resource "aws_ebs_volume" "unset" {
  availability_zone = "us-east-1a"
  size              = 8
}

resource "aws_ebs_volume" "null" {
  availability_zone = "us-east-1a"
  size              = 8
  encrypted         = var.encrypt
}

resource "aws_ebs_volume" "unknown" {
  availability_zone = "us-east-1a"
  size              = 8
  encrypted         = terraform_data.late.output
}

resource "aws_ebs_volume" "after" {
  availability_zone = "us-east-1a"
  size              = 8
  depends_on        = [aws_ebs_encryption_by_default.on]
}

resource "aws_ebs_volume" "key_only" {
  availability_zone = "us-east-1a"
  size              = 8
  kms_key_id        = aws_kms_key.volumes.arn
}

resource "aws_instance" "root_encrypted" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }
}

resource "aws_instance" "dynamic_plain" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  dynamic "ebs_block_device" {
    for_each = { "/dev/sdf" = true, "/dev/sdg" = false }
    content {
      device_name = ebs_block_device.key
      volume_size = 8
      encrypted   = ebs_block_device.value
    }
  }
}

resource "aws_instance" "dynamic_root_after" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  depends_on    = [aws_ebs_encryption_by_default.on]

  dynamic "root_block_device" {
    for_each = toset([terraform_data.late.output])
    content {
      encrypted = false
    }
  }
}
