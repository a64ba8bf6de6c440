variable "deny_without_tls" {
  type    = bool
  default = true
}

variable "attach_policy" {
  type    = bool
  default = false
}

variable "policy" {
  type    = string
  default = null
}

variable "logging" {
  type    = any
  default = {}
}

variable "ownership" {
  type    = string
  default = "BucketOwnerEnforced"
}

variable "encryption" {
  type    = any
  default = {}
}

locals {
  attach = var.deny_without_tls || var.attach_policy
}

resource "aws_s3_bucket" "this" {
  count = 1
}

data "aws_iam_policy_document" "deny_without_tls" {
  count = var.deny_without_tls ? 1 : 0

  statement {
    effect  = "Deny"
    actions = ["s3:*"]
    resources = [
      aws_s3_bucket.this[0].arn, # the bucket
      "${aws_s3_bucket.this[0].arn}/*",
    ]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

data "aws_iam_policy_document" "combined" {
  count = local.attach ? 1 : 0

  source_policy_documents = compact([
    var.deny_without_tls ? data.aws_iam_policy_document.deny_without_tls[0].json : "",
    var.attach_policy ? var.policy : "",
  ])
}

resource "aws_s3_bucket_policy" "this" {
  count  = local.attach ? 1 : 0
  bucket = aws_s3_bucket.this[0].id
  policy = data.aws_iam_policy_document.combined[0].json
}

resource "aws_s3_bucket_ownership_controls" "this" {
  count  = 1
  bucket = local.attach ? aws_s3_bucket_policy.this[0].id : aws_s3_bucket.this[0].id
  rule {
    object_ownership = var.ownership
  }
}

resource "aws_s3_bucket_logging" "this" {
  count         = length(keys(var.logging)) > 0 ? 1 : 0
  bucket        = aws_s3_bucket.this[0].id
  target_bucket = var.logging["target_bucket"]
  target_prefix = "access/"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count  = length(keys(var.encryption)) > 0 ? 1 : 0
  bucket = aws_s3_bucket.this[0].id

  dynamic "rule" {
    for_each = try(flatten([var.encryption["rule"]]), [])
    content {
      bucket_key_enabled = try(rule.value.bucket_key_enabled, null)

      dynamic "apply_server_side_encryption_by_default" {
        for_each = try([rule.value.by_default], [])
        iterator = given
        content {
          sse_algorithm     = given.value.sse_algorithm
          kms_master_key_id = try(given.value.kms_master_key_id, null)
        }
      }
    }
  }
}

output "id" {
  value = try(aws_s3_bucket_policy.this[0].id, aws_s3_bucket.this[0].id, "")
}

output "arn" {
  value = try(aws_s3_bucket.this[0].arn, "")
}
