variable "admin_cidr" {
  type    = string
  default = "0.0.0.0/0"
}

resource "aws_eip" "office" {
  domain = "vpc"
}

resource "aws_security_group" "restricted" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "open" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "open_attribute" {
  ingress = [{
    cidr_blocks      = []
    description      = ""
    from_port        = 0
    ipv6_cidr_blocks = ["::/0"]
    prefix_list_ids  = []
    protocol         = "-1"
    security_groups  = []
    self             = false
    to_port          = 0
  }]
}

resource "aws_security_group" "no_ingress" {
}

resource "aws_security_group" "empty_ingress" {
  ingress = []
}

resource "aws_security_group" "variable_open" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.admin_cidr]
  }
}

resource "aws_security_group" "unknown" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["${aws_eip.office.public_ip}/32"]
  }
}

resource "aws_security_group" "open_beside_unknown" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["${aws_eip.office.public_ip}/32", "0.0.0.0/0"]
  }
}

resource "aws_security_group" "https_beside_unknown" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["${aws_eip.office.public_ip}/32", "0.0.0.0/0"]
  }
}

resource "aws_security_group" "dynamic" {
  for_each = { inside = ["10.0.0.0/8"], world = ["10.0.0.0/8", "0.0.0.0/0"], none = [] }

  dynamic "ingress" {
    for_each = each.value
    content {
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}

resource "aws_security_group" "dynamic_unknown" {
  dynamic "ingress" {
    for_each = toset([aws_eip.office.public_ip])
    content {
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
      cidr_blocks = [ingress.value, "0.0.0.0/0"]
    }
  }
}

resource "aws_vpc_security_group_ingress_rule" "open" {
  security_group_id = aws_security_group.no_ingress.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "unknown" {
  security_group_id = aws_security_group.no_ingress.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "${aws_eip.office.public_ip}/32"
}

module "access" {
  source  = "./modules/access"
  sources = ["${aws_eip.office.public_ip}/32", "0.0.0.0/0"]
}

module "access_open" {
  source  = "./modules/access"
  sources = ["0.0.0.0/0"]
}
