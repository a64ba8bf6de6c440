"""Where moto 5.2.5 answers otherwise than AWS does, and an apply, the next plan or a destroy would stumble over it.

Each correction is as small as it can be, and says what AWS does instead. What takes more than that is not imitated here: it is
left out of the sandbox, by the list in gaps.ts. Once a newer moto answers as AWS does, the correction goes.

One file for each service, named as moto names it.
"""

from . import (  # noqa: F401
    acm,
    apigateway,
    autoscaling,
    awslambda,
    backup,
    codebuild,
    codedeploy,
    ec2,
    elasticache,
    guardduty,
    rds,
    route53,
    s3,
    sqs,
    stepfunctions,
)
