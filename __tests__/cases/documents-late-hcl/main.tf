resource "terraform_data" "late" {
  input = "decided at apply"
}

locals {
  positions = {
    principal     = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = terraform_data.late.output } }
    account       = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${terraform_data.late.output}:root" } }
    action        = { Effect = "Allow", Action = terraform_data.late.output, Principal = { AWS = "123456789012" } }
    condition_key = { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = { StringEquals = { (terraform_data.late.output) = "o-abc" } } }
  }
}

resource "aws_iam_role" "encoded" {
  for_each           = local.positions
  name               = each.key
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}

resource "aws_iam_role" "heredoc" {
  name               = "heredoc"
  assume_role_policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "${terraform_data.late.output}"}}]
    }
  JSON
}

data "aws_iam_policy_document" "late_identifiers" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = terraform_data.late.output[*]
    }
  }
}

data "aws_iam_policy_document" "late_account" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${terraform_data.late.output}:root"]
    }
  }
}

data "aws_iam_policy_document" "late_kind" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = terraform_data.late.output
      identifiers = ["123456789012"]
    }
  }
}

data "aws_iam_policy_document" "late_condition_key" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = terraform_data.late.output
      values   = ["o-abc"]
    }
  }
}

data "aws_iam_policy_document" "late_actions" {
  statement {
    actions   = terraform_data.late.output[*]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "role_of_plan" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.heredoc.arn]
    }
  }
}

resource "aws_iam_role" "late_identifiers" {
  name               = "late-identifiers"
  assume_role_policy = data.aws_iam_policy_document.late_identifiers.json
}

resource "aws_iam_role" "late_account" {
  name               = "late-account"
  assume_role_policy = data.aws_iam_policy_document.late_account.json
}

resource "aws_iam_role" "late_kind" {
  name               = "late-kind"
  assume_role_policy = data.aws_iam_policy_document.late_kind.json
}

resource "aws_iam_role" "late_condition_key" {
  name               = "late-condition-key"
  assume_role_policy = data.aws_iam_policy_document.late_condition_key.json
}

resource "aws_iam_role" "role_of_plan" {
  name               = "role-of-plan"
  assume_role_policy = data.aws_iam_policy_document.role_of_plan.json
}

resource "aws_iam_policy" "late_actions" {
  name   = "late-actions"
  policy = data.aws_iam_policy_document.late_actions.json
}
