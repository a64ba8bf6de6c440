variable "profile" {
  type    = string
  default = null
}

locals {
  template_id = aws_launch_template.this[0].id
}

resource "aws_launch_template" "this" {
  count         = 1
  image_id      = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  dynamic "iam_instance_profile" {
    for_each = var.profile != null ? [1] : []
    content {
      name = var.profile
    }
  }
}

resource "aws_autoscaling_group" "this" {
  count              = 1
  availability_zones = ["us-east-1a", "us-east-1b"]
  min_size           = 1
  max_size           = 2

  launch_template {
    id      = local.template_id
    version = "$Latest"
  }
}
