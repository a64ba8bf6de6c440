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

  it.each(["Egress", "Ingress"])(
    "tells of a rule revoked twice (%s) as AWS does: a request that is tried again finds it gone",
    async (kind) => {
      const ec2 = async (parameters: string): Promise<string> =>
        (await call("ec2", `${parameters}&Version=2016-11-15`)).text();
      const created = await ec2(`Action=CreateSecurityGroup&GroupName=${kind}&GroupDescription=tests`);
      const group = /sg-[0-9a-f]+/.exec(created)?.[0];
      const permission =
        "IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=443&IpPermissions.1.ToPort=443&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8";
      const rule = /sgr-[0-9a-f]+/.exec(
        await ec2(`Action=AuthorizeSecurityGroup${kind}&GroupId=${group}&${permission}`),
      )?.[0];
      const revoke = `Action=RevokeSecurityGroup${kind}&GroupId=${group}&SecurityGroupRuleId.1=${rule}`;

      expect(await ec2(revoke)).toContain("<return>true</return>");
      expect(await ec2(revoke)).toContain("<Code>InvalidSecurityGroupRuleId.NotFound</Code>");
      expect(await ec2(`Action=RevokeSecurityGroup${kind}&GroupId=${group}&${permission}`)).toContain(
        "<Code>InvalidPermission.NotFound</Code>",
      );
    },
  );

  it("says what to install where there is no moto", async () => {
    await expect(startStandIn({ python: process.execPath })).rejects.toMatchObject({
      exitCode: 3,
      problem: { mend: expect.stringContaining("pip install") },
    });
  });
});
