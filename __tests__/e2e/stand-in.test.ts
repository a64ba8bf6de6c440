import { changes, startStandIn, type StandIn } from "../../gate/sandbox";

describe("the AWS stand-in", () => {
  let aws: StandIn;

  beforeAll(async () => (aws = await startStandIn()));
  afterAll(() => aws.stop());

  function call(service: string, body: string): Promise<Response> {
    const authorization = `AWS4-HMAC-SHA256 Credential=testing/20300101/us-east-1/${service}/aws4_request`;
    const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
    return fetch(aws.url, { method: "POST", headers, body });
  }

  it("answers on loopback, and tells what was asked and what of it changes something", async () => {
    const read = await call("ec2", "Action=DescribeVpcs&Version=2016-11-15");
    expect(await read.text()).toContain("DescribeVpcsResponse");
    const changed = await call("sqs", "Action=CreateQueue&QueueName=orders&Version=2012-11-05");
    expect(changed.status).toBe(200);

    expect(new URL(aws.url).hostname).toBe("127.0.0.1");
    expect(aws.requests.map(({ service, action, status }) => [service, action, status])).toEqual([
      ["ec2", "DescribeVpcs", 200],
      ["sqs", "CreateQueue", 200],
    ]);
    expect(changes(aws.requests).map(({ action }) => action)).toEqual(["CreateQueue"]);
  });

  it("has the managed policies of AWS", async () => {
    const answer = await call("iam", "Action=ListPolicies&Scope=AWS&MaxItems=1&Version=2010-05-08");

    expect(await answer.text()).toContain("arn:aws:iam::aws:policy/");
  });

  it("says what to install where there is no moto", async () => {
    await expect(startStandIn({ python: process.execPath })).rejects.toMatchObject({
      exitCode: 3,
      problem: { mend: expect.stringContaining("pip install") },
    });
  });
});
