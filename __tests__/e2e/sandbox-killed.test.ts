import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startStandIn, type StandIn } from "../../gate/sandbox";
import { unfinishedApplies } from "../../gate/terraform";
import { Project } from "../gate/terraform/project";
import { plangate, startPlangate, type Outcome, type Running } from "./command";

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*" }],
});

/** Three resources one after the other; the provider looks at a new queue for half a minute, so there is time to kill. */
const SHOP = {
  terraform: { required_providers: { aws: { source: "aws", version: "5.100.0" } } },
  provider: { aws: [{ region: "us-east-1" }] },
  resource: {
    aws_iam_policy: {
      first: { name: "first", policy: POLICY },
      last: { name: "last", policy: POLICY, depends_on: ["aws_sqs_queue.slow"] },
    },
    aws_sqs_queue: { slow: { name: "slow", depends_on: ["aws_iam_policy.first"] } },
  },
};
const UNDER_WAY = "shop: aws_sqs_queue.slow: Creating...";

/** `kill -9` in the middle of an apply of real resources: the next run says what happened and goes on, and nothing is lost. */
describe("killed in the middle of an apply", () => {
  let project: Project;
  let home: string;
  let aws: StandIn;

  beforeEach(async () => {
    project = new Project({ shop: SHOP });
    home = project.path(".plangate", "sandbox");
    aws = await startStandIn();
  });

  afterEach(async () => {
    await aws.stop();
    project.remove();
  });

  const args = (): string[] => ["deploy", "--sandbox", "--auto-approve", "--keep", "--sandbox-url", aws.url];
  const run = (): Promise<Outcome> => plangate(args(), { cwd: project.directory });

  async function untilUnderWay(): Promise<Running> {
    const running = startPlangate(args(), { cwd: project.directory });
    await running.saw(UNDER_WAY);
    return running;
  }

  function kill(pid: number | null | undefined): void {
    if (typeof pid !== "number") throw new Error("there is nothing to kill");
    process.kill(pid, "SIGKILL");
  }

  /** Resources in the sandbox's state; with `suffix`, in one that was put aside. */
  function state(suffix = /^terraform\.tfstate$/): readonly string[] {
    const directory = join(home, ".plangate", "stacks", "shop");
    const file = readdirSync(directory).find((name) => suffix.test(name));
    if (file === undefined) return [];
    const { resources } = JSON.parse(readFileSync(join(directory, file), "utf8")) as {
      resources: { type: string; name: string }[];
    };
    return resources.map(({ type, name }) => `${type}.${name}`).sort();
  }

  const ALL = ["aws_iam_policy.first", "aws_iam_policy.last", "aws_sqs_queue.slow"];

  it("plangate: Terraform goes on; a run meanwhile is refused, and the next one says so and finds all of it", async () => {
    const running = await untilUnderWay();
    kill(running.child.pid);
    await running.ended;

    const meanwhile = await run();
    expect(meanwhile.err).toContain("is still running");
    expect(meanwhile.code).toBe(3);

    while (unfinishedApplies(home)[0]?.running) await sleep(200);
    const next = await run();
    expect(next.err).toMatch(/shop: the apply that began at \S+ was cut off; the state holds what it made/);
    expect(next.err).toContain("shop: nothing to apply");
    expect(next.code).toBe(0);
    expect(state()).toEqual(ALL);
  });

  it("terraform: this run and the next one name what was under way, and the next one makes what is left", async () => {
    const running = await untilUnderWay();
    const [record] = readdirSync(join(home, ".plangate", "applies"));
    const { pid } = JSON.parse(
      readFileSync(join(home, ".plangate", "applies", record ?? "", "record.json"), "utf8"),
    ) as { pid: number };
    kill(pid);
    const killed = await running.ended;

    expect(killed.err).toMatch(/was cut off while it applied stack shop; under way, [^]*aws_sqs_queue\.slow: creating/);
    expect(killed.code).toBe(3);
    expect(state()).toEqual(["aws_iam_policy.first"]);

    const next = await run();
    expect(next.err).toContain("was cut off");
    expect(next.err).toContain("aws_sqs_queue.slow: creating when it was cut off; if it is there and not in the state");
    expect(next.err).toContain("shop: applied, 2 added");
    expect(next.code).toBe(0);
    expect(state()).toEqual(ALL);
  });

  it("the stand-in: the apply fails, and the next run begins anew with what was lost named and its state kept", async () => {
    const running = await untilUnderWay();
    kill(aws.pid);
    const failed = await running.ended;
    expect(failed.err).toMatch(/error .*apply of stack shop failed/);
    expect(failed.code).toBe(3);

    aws = await startStandIn();
    const next = await run();
    expect(next.err).toMatch(/shop: an earlier sandbox left \d resources in its state; its stand-in has ended/);
    expect(next.err).toContain("shop: applied, 3 added");
    expect(next.code).toBe(0);
    expect(state(/\.gone$/)).toContain("aws_iam_policy.first");
    expect(state()).toEqual(ALL);
  });
});
