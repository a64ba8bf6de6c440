import { reduce } from "../../../gate/sandbox";

/** A budget is what the stand-in lacks; a distribution, too, but it has values that stand for it. */
function configuration(
  resource: Record<string, unknown>,
  others: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    provider: { aws: [{ region: "us-east-1" }] },
    resource: {
      aws_budgets_budget: { total: { name: "total" } },
      aws_cloudfront_distribution: { site: { enabled: true } },
      ...resource,
    },
    ...others,
  };
}

const addresses = (reduced: ReturnType<typeof reduce>): string[] => reduced.leftOut.map(({ address }) => address);

test("what the list names is left out with its reason, and all else stays as it is", () => {
  const kept = { aws_sqs_queue: { tasks: { name: "tasks", tags: { a: "${var.b}" } } } };
  const reduced = reduce(configuration(kept));

  expect(addresses(reduced)).toEqual(["aws_budgets_budget.total", "aws_cloudfront_distribution.site"]);
  expect(reduced.leftOut[0]?.why).toContain("does not implement");
  expect(JSON.parse(JSON.stringify(reduced.configuration))).toEqual({
    provider: { aws: [{ region: "us-east-1" }] },
    resource: kept,
  });
});

test("what needs what is left out is left out, at every distance, and the reason names it", () => {
  const { leftOut } = reduce(
    configuration(
      {
        aws_sns_topic: { alarm: { name: "${aws_budgets_budget.total.name}" } },
        aws_sns_topic_subscription: { mail: { topic_arn: "${aws_sns_topic.alarm.arn}" } },
        aws_sns_topic_policy: { alarm: { policy: '${jsonencode({"r" = aws_sns_topic.alarm.arn})}' } },
      },
      {
        data: { aws_iam_policy_document: { d: { statement: [{ resources: ["${aws_sns_topic.alarm.arn}"] }] } } },
        module: { m: { source: "./m", topic: "${aws_sns_topic.alarm.arn}" } },
        output: { topic: { value: "${aws_sns_topic.alarm.arn}" }, other: { value: "x" } },
      },
    ),
  );
  const needs = (address: string): string | undefined => leftOut.find((block) => block.address === address)?.why;

  expect(needs("aws_sns_topic.alarm")).toBe("needs aws_budgets_budget.total");
  for (const address of [
    "aws_sns_topic_subscription.mail",
    "aws_sns_topic_policy.alarm",
    "data.aws_iam_policy_document.d",
    "module.m",
    "output.topic",
  ]) {
    expect(needs(address)).toBe("needs aws_sns_topic.alarm");
  }
  expect(needs("output.other")).toBeUndefined();
});

test("values of the list stand for attributes of what is left out; without one, the resource goes, too", () => {
  const { configuration: reduced, leftOut } = reduce(
    configuration({
      aws_s3_bucket_policy: { site: { policy: '{"a":"${aws_cloudfront_distribution.site.arn}"}' } },
      aws_route53_record: { odd: { name: "${aws_cloudfront_distribution.site.etag}" } },
    }),
  );
  const { resource } = reduced as { resource: Record<string, Record<string, { policy: string }>> };

  expect(resource["aws_s3_bucket_policy"]?.["site"]?.policy).toMatch(
    /^\{"a":"arn:aws:cloudfront::\d{12}:distribution\/\w+"\}$/,
  );
  expect(leftOut.map(({ address }) => address)).toContain("aws_route53_record.odd");
});

test("an order behind what is left out goes, and the resource stays; escaped text refers to nothing", () => {
  const { configuration: reduced } = reduce(
    configuration({
      aws_sqs_queue: {
        tasks: {
          name: "$${aws_budgets_budget.total.name}",
          depends_on: ["aws_budgets_budget.total", "aws_sns_topic.alarm"],
        },
      },
      aws_sns_topic: { alarm: { depends_on: ["aws_budgets_budget.total"] } },
    }),
  );
  expect(reduced).toMatchObject({
    resource: {
      aws_sqs_queue: { tasks: { name: "$${aws_budgets_budget.total.name}", depends_on: ["aws_sns_topic.alarm"] } },
      aws_sns_topic: { alarm: {} },
    },
  });
  expect(JSON.stringify(reduced)).not.toContain('"depends_on":["aws_budgets_budget.total"]');
});

test("what must not be destroyed may be in a sandbox, which ends", () => {
  const { configuration: reduced } = reduce(
    configuration({
      aws_sqs_queue: { q: { name: "q", lifecycle: { prevent_destroy: true, ignore_changes: ["tags"] } } },
    }),
  );
  expect(reduced).toMatchObject({
    resource: { aws_sqs_queue: { q: { name: "q", lifecycle: { ignore_changes: ["tags"] } } } },
  });
  expect(JSON.stringify(reduced)).not.toContain("prevent_destroy");
});
