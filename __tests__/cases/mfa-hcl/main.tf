resource "aws_iam_group" "people" {
  name = "people"
}

resource "aws_iam_group_policy" "require_mfa" {
  name  = "require-mfa"
  group = aws_iam_group.people.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      NotAction = ["iam:EnableMFADevice", "iam:ListMFADevices", "sts:GetSessionToken"]
      Resource  = "*"
      Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }
    }]
  })
}

resource "aws_iam_user" "each" {
  for_each = toset(["ann", "bob"])
  name     = each.key
}

resource "aws_iam_user_group_membership" "each" {
  for_each = aws_iam_user.each
  user     = each.value.name
  groups   = [aws_iam_group.people.name]
}

resource "aws_iam_user" "outside" {
  name = "outside"
}

resource "aws_iam_user_login_profile" "outside" {
  user = aws_iam_user.outside.name
}

resource "aws_iam_user" "policy_with_unknown" {
  name = "policy-with-unknown"
}

resource "aws_iam_user_policy" "policy_with_unknown" {
  name = "mfa"
  user = aws_iam_user.policy_with_unknown.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "iam:EnableMFADevice"
      Resource = aws_iam_user.policy_with_unknown.arn
    }]
  })
}

resource "aws_iam_user" "document" {
  name = "document"
}

data "aws_iam_policy_document" "deferred" {
  statement {
    actions   = ["iam:EnableMFADevice"]
    resources = [aws_iam_user.document.arn]
  }

  statement {
    effect      = "Deny"
    not_actions = ["iam:EnableMFADevice", "sts:GetSessionToken"]
    resources   = ["*"]

    condition {
      test     = "BoolIfExists"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["false"]
    }
  }
}

resource "aws_iam_user_policy" "document" {
  name   = "mfa"
  user   = aws_iam_user.document.name
  policy = data.aws_iam_policy_document.deferred.json
}
