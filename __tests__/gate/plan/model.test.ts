import type { PlanModel, Value } from "../../../policies/contract/plan-model";
import { buildModel, NOT_SYNTHESIZED, type Relations, type TerraformPlan } from "../../../gate/plan";
import type { Expression, ModuleConfig, ResourceChange } from "../../../gate/plan/terraform-plan";

interface Written {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly module_address?: string;
  readonly mode?: "managed" | "data";
  readonly actions?: readonly string[];
  readonly before?: object;
  readonly after?: object;
  readonly unknown?: object;
}

function change(written: Written): ResourceChange {
  const { actions, before, after, unknown, mode, ...rest } = written;
  return {
    ...rest,
    mode: mode ?? "managed",
    change: {
      actions: actions ?? ["create"],
      before: before ?? null,
      after: after ?? {},
      after_unknown: unknown ?? {},
    },
  };
}

function modelOf(
  written: readonly Written[],
  root_module: ModuleConfig,
  options: { reads?: Record<string, string[]>; relations?: Relations; dynamic?: Record<string, string[]> } = {},
): PlanModel {
  const plan: TerraformPlan = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: written.map(change),
    configuration: { root_module },
  };
  const reads = options.reads ?? { aws_thing: ["value"] };
  return buildModel(plan, {
    reads: new Map(Object.entries(reads).map(([type, attributes]) => [type, new Set(attributes)])),
    relations: options.relations ?? { links: {}, account_wide: [] },
    parameters: {},
    synthesized: {
      ...NOT_SYNTHESIZED,
      dynamicBlocks: new Map(Object.entries(options.dynamic ?? {}).map(([block, names]) => [block, new Set(names)])),
    },
  });
}

/** The symbolic value of `aws_thing.it.value`, unknown in the plan, written as given. */
function valueOf(
  expression: Expression | undefined,
  others: readonly Written[] = [],
  more: Partial<ModuleConfig> = {},
): Value | undefined {
  const it: Written = { address: "aws_thing.it", type: "aws_thing", name: "it", unknown: { value: true } };
  const model = modelOf([it, ...others], {
    ...more,
    resources: [
      { address: "aws_thing.it", expressions: expression === undefined ? {} : { value: expression } },
      ...(more.resources ?? []),
    ],
  });
  return model.resources["aws_thing"]?.["aws_thing.it"]?.after["value"];
}

describe("values that are decided at apply", () => {
  test("a reference of JSON syntax is that attribute of that resource", () => {
    expect(
      valueOf({ constant_value: "${aws_kms_key.k.arn}", references: ["aws_kms_key.k.arn", "aws_kms_key.k"] }),
    ).toEqual({
      $symbol: "reference",
      address: "aws_kms_key.k",
      attribute: "arn",
    });
  });

  test("HCL only tells what an expression mentions", () => {
    expect(valueOf({ references: ["aws_kms_key.k.arn", "aws_kms_key.k"] })).toEqual({
      $symbol: "unknown",
      references: ["aws_kms_key.k.arn"],
    });
  });

  test("an attribute that the author left out is unset, unless dynamic blocks may write it", () => {
    expect(valueOf(undefined)).toEqual({ $symbol: "unset" });
    const it: Written = { address: "aws_thing.it", type: "aws_thing", name: "it", unknown: { value: true } };
    const dynamic = modelOf(
      [it],
      { resources: [{ address: "aws_thing.it" }] },
      { dynamic: { "aws_thing.it": ["value"] } },
    );
    expect(dynamic.resources["aws_thing"]?.["aws_thing.it"]?.after["value"]).toEqual({
      $symbol: "unknown",
      references: [],
    });
  });

  test("blocks whose number is undecided may be more than those that are written: a dynamic block leaves no trace", () => {
    expect(
      valueOf([{ encrypted: { constant_value: true }, key: { references: ["aws_kms_key.k.arn", "aws_kms_key.k"] } }]),
    ).toEqual({ $symbol: "unknown", references: ["aws_kms_key.k.arn"] });
  });

  test("an attribute that the author sets to null is left out", () => {
    expect(valueOf({ constant_value: null })).toEqual({ $symbol: "unset" });
  });

  test("a literal that stands beside an unknown in a hidden list is seen", () => {
    expect(
      valueOf({ constant_value: ["${aws_eip.a.public_ip}/32", "0.0.0.0/0"], references: ["aws_eip.a.public_ip"] }),
    ).toEqual([
      { $symbol: "template", parts: [{ $symbol: "reference", address: "aws_eip.a", attribute: "public_ip" }, "/32"] },
      "0.0.0.0/0",
    ]);
  });

  test("a reference to an attribute that the plan knows is its value", () => {
    const known: Written = {
      address: "aws_vpc.v",
      type: "aws_vpc",
      name: "v",
      after: { cidr_block: "10.0.0.0/16" },
      unknown: { id: true },
    };
    expect(
      valueOf({ constant_value: ["${aws_vpc.v.cidr_block}", "${aws_vpc.v.id}"] }, [known], {
        resources: [{ address: "aws_vpc.v" }],
      }),
    ).toEqual(["10.0.0.0/16", { $symbol: "reference", address: "aws_vpc.v", attribute: "id" }]);
  });

  test("a reference is followed through an attribute that was itself written as a reference", () => {
    const via: Written = { address: "aws_subnet.s", type: "aws_subnet", name: "s", unknown: { vpc_id: true } };
    const config = [{ address: "aws_subnet.s", expressions: { vpc_id: { constant_value: "${aws_vpc.v.id}" } } }];
    expect(valueOf({ constant_value: "${aws_subnet.s.vpc_id}" }, [via], { resources: config })).toEqual({
      $symbol: "reference",
      address: "aws_vpc.v",
      attribute: "id",
    });
  });

  test("references in a circle end", () => {
    const via: Written = { address: "aws_thing.b", type: "aws_thing", name: "b", unknown: { value: true } };
    const config = [{ address: "aws_thing.b", expressions: { value: { constant_value: "${aws_thing.it.value}" } } }];
    expect(valueOf({ constant_value: "${aws_thing.b.value}" }, [via], { resources: config })).toMatchObject({
      $symbol: "reference",
    });
  });

  test("a function call, a local and a splat say what they mention, and no more", () => {
    expect(valueOf({ constant_value: "${local.id}" })).toEqual({ $symbol: "unknown", references: ["local.id"] });
    expect(valueOf({ constant_value: '${concat("a", aws_vpc.v.id)}' })).toEqual({
      $symbol: "unknown",
      references: ["aws_vpc.v.id"],
    });
  });

  test("a known object that looks like a symbol cannot pass for one", () => {
    const forged = { $symbol: "reference", address: "aws_kms_key.k", attribute: "arn" };
    const model = modelOf([{ address: "aws_thing.it", type: "aws_thing", name: "it", after: { value: forged } }], {
      resources: [{ address: "aws_thing.it" }],
    });
    expect(model.resources["aws_thing"]?.["aws_thing.it"]?.after["value"]).toEqual({
      $$symbol: "reference",
      address: "aws_kms_key.k",
      attribute: "arn",
    });
  });

  test("an attribute that rules read and the plan lacks is missing, not absent", () => {
    const model = modelOf([{ address: "aws_thing.it", type: "aws_thing", name: "it", after: {} }], {});
    expect(model.resources["aws_thing"]?.["aws_thing.it"]?.after["value"]).toEqual({ $symbol: "missing" });
  });

  test("unknown parts of blocks are read from the block whose literals agree, in whatever order a set comes", () => {
    const it: Written = {
      address: "aws_thing.it",
      type: "aws_thing",
      name: "it",
      after: {
        value: [
          { port: 443, source: ["10.0.0.0/8"] },
          { port: 22, source: [null] },
        ],
      },
      unknown: { value: [{ source: [false] }, { source: [true] }] },
    };
    const block = (port: number, source: unknown) => ({
      port: { constant_value: port },
      source: { constant_value: source },
    });
    const model = modelOf([it], {
      resources: [
        {
          address: "aws_thing.it",
          expressions: { value: [block(22, ["${aws_eip.a.public_ip}/32"]), block(443, ["10.0.0.0/8"])] },
        },
      ],
    });
    expect(model.resources["aws_thing"]?.["aws_thing.it"]?.after["value"]).toMatchObject([
      { port: 443, source: ["10.0.0.0/8"] },
      { port: 22, source: [{ $symbol: "template" }] },
    ]);
  });
});

describe("names in modules, for_each and count", () => {
  const bucket = (key: string): Written => ({
    address: `aws_s3_bucket.b["${key}"]`,
    type: "aws_s3_bucket",
    name: "b",
    index: key,
    unknown: { id: true },
  });
  const versioning = (key: string): Written => ({
    address: `aws_s3_bucket_versioning.v["${key}"]`,
    type: "aws_s3_bucket_versioning",
    name: "v",
    index: key,
    unknown: { bucket: true },
  });
  const options = {
    reads: { aws_s3_bucket: ["id"], aws_s3_bucket_versioning: ["bucket"] },
    relations: { links: { aws_s3_bucket_versioning: { bucket: ["aws_s3_bucket.id"] } }, account_wide: [] },
  };

  test.each<[string, Expression, Expression]>([
    ["each.value, JSON", { constant_value: "${each.value.id}" }, { constant_value: "${aws_s3_bucket.b}" }],
    ["each.value, HCL", { references: ["each.value.id", "each.value"] }, { references: ["aws_s3_bucket.b"] }],
    [
      "each.key as index",
      { constant_value: "${aws_s3_bucket.b[each.key].id}" },
      { constant_value: '${toset(["x","y"])}' },
    ],
    ["each.key, HCL", { references: ["aws_s3_bucket.b", "each.key"] }, {}],
  ])("%s pairs by instance key", (_, expression, forEach) => {
    const model = modelOf(
      [bucket("x"), bucket("y"), versioning("x"), versioning("y")],
      {
        resources: [
          { address: "aws_s3_bucket.b", for_each_expression: { constant_value: '${toset(["x","y"])}' } },
          { address: "aws_s3_bucket_versioning.v", for_each_expression: forEach, expressions: { bucket: expression } },
        ],
      },
      options,
    );
    expect(model.resources["aws_s3_bucket"]?.['aws_s3_bucket.b["x"]']?.companions).toEqual({
      aws_s3_bucket_versioning: ['aws_s3_bucket_versioning.v["x"]'],
    });
  });

  test("count.index pairs by index", () => {
    const numbered = (type: string, name: string, index: number, unknown: object): Written => ({
      address: `${type}.${name}[${index}]`,
      type,
      name,
      index,
      unknown,
    });
    const model = modelOf(
      [0, 1].flatMap((i) => [
        numbered("aws_s3_bucket", "b", i, { id: true }),
        numbered("aws_s3_bucket_versioning", "v", i, { bucket: true }),
      ]),
      {
        resources: [
          { address: "aws_s3_bucket.b", count_expression: { constant_value: 2 } },
          {
            address: "aws_s3_bucket_versioning.v",
            count_expression: { constant_value: 2 },
            expressions: { bucket: { references: ["aws_s3_bucket.b", "count.index"] } },
          },
        ],
      },
      options,
    );
    expect(model.resources["aws_s3_bucket_versioning"]?.["aws_s3_bucket_versioning.v[1]"]?.links["bucket"]).toEqual({
      to: ["aws_s3_bucket.b[1]"],
      outside: false,
      unresolved: false,
    });
  });

  test("module inputs and outputs are followed, by module instance", () => {
    const inner = (key: string): Written => ({
      address: `module.m["${key}"].aws_s3_bucket.b`,
      module_address: `module.m["${key}"]`,
      type: "aws_s3_bucket",
      name: "b",
      unknown: { id: true },
    });
    const outer: Written = {
      address: "module.n.aws_s3_bucket_versioning.v",
      module_address: "module.n",
      type: "aws_s3_bucket_versioning",
      name: "v",
      unknown: { bucket: true },
    };
    const model = modelOf(
      [inner("x"), inner("y"), outer],
      {
        module_calls: {
          m: {
            for_each_expression: {},
            module: {
              resources: [{ address: "aws_s3_bucket.b" }],
              outputs: { id: { expression: { references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"] } } },
            },
          },
          n: {
            expressions: { bucket: { constant_value: '${module.m["y"].id}' } },
            module: {
              resources: [
                { address: "aws_s3_bucket_versioning.v", expressions: { bucket: { references: ["var.bucket"] } } },
              ],
            },
          },
        },
      },
      options,
    );
    expect(model.resources["aws_s3_bucket_versioning"]?.[outer.address]?.links["bucket"]?.to).toEqual([
      'module.m["y"].aws_s3_bucket.b',
    ]);
  });

  test("an index of where a module's output is used is one of that place", () => {
    const inner = (index: number): Written => ({
      address: `module.m.aws_s3_bucket.b[${index}]`,
      module_address: "module.m",
      type: "aws_s3_bucket",
      name: "b",
      index,
      unknown: { id: true },
    });
    const outer = (index: number): Written => ({
      address: `aws_s3_bucket_versioning.v[${index}]`,
      type: "aws_s3_bucket_versioning",
      name: "v",
      index,
      unknown: { bucket: true },
    });
    const bucket = { constant_value: "${module.m.all[count.index].id}", references: ["module.m.all", "count.index"] };
    const all = { constant_value: "${aws_s3_bucket.b}", references: ["aws_s3_bucket.b"] };
    const model = modelOf(
      [inner(0), inner(1), outer(0), outer(1)],
      {
        resources: [{ address: "aws_s3_bucket_versioning.v", count_expression: {}, expressions: { bucket } }],
        module_calls: {
          m: {
            module: {
              resources: [{ address: "aws_s3_bucket.b", count_expression: {} }],
              outputs: { all: { expression: all } },
            },
          },
        },
      },
      options,
    );
    expect(model.resources["aws_s3_bucket_versioning"]?.["aws_s3_bucket_versioning.v[1]"]?.links["bucket"]).toEqual({
      to: ["module.m.aws_s3_bucket.b[1]"],
      outside: false,
      unresolved: false,
    });
  });

  test("a resource that has its name as its id as well is linked once", () => {
    const named = { id: "one", name: "one" };
    const model = modelOf(
      [
        { address: "aws_group.g", type: "aws_group", name: "g", actions: ["no-op"], before: named, after: named },
        { address: "aws_member.m", type: "aws_member", name: "m", actions: ["no-op"], after: { group: "one" } },
      ],
      { resources: [{ address: "aws_group.g" }, { address: "aws_member.m" }] },
      {
        reads: { aws_group: ["id"], aws_member: ["group"] },
        relations: { links: { aws_member: { group: ["aws_group.id", "aws_group.name"] } }, account_wide: [] },
      },
    );
    expect(model.resources["aws_member"]?.["aws_member.m"]?.links["group"]?.to).toEqual(["aws_group.g"]);
  });

  test("a link that a local hides is unresolved, and makes no companion", () => {
    const model = modelOf(
      [
        { address: "aws_s3_bucket.b", type: "aws_s3_bucket", name: "b", unknown: { id: true } },
        {
          address: "aws_s3_bucket_versioning.v",
          type: "aws_s3_bucket_versioning",
          name: "v",
          unknown: { bucket: true },
        },
      ],
      {
        resources: [
          { address: "aws_s3_bucket.b" },
          { address: "aws_s3_bucket_versioning.v", expressions: { bucket: { references: ["local.bucket"] } } },
        ],
      },
      options,
    );
    expect(
      model.resources["aws_s3_bucket_versioning"]?.["aws_s3_bucket_versioning.v"]?.links["bucket"]?.unresolved,
    ).toBe(true);
    expect(model.resources["aws_s3_bucket"]?.["aws_s3_bucket.b"]?.companions).toEqual({});
  });

  test("a literal id names a resource of the same provider configuration only", () => {
    const existing: Written = {
      address: "aws_s3_bucket.b",
      type: "aws_s3_bucket",
      name: "b",
      actions: ["no-op"],
      before: { id: "logs" },
      after: { id: "logs" },
    };
    const here: Written = {
      address: "aws_s3_bucket_versioning.here",
      type: "aws_s3_bucket_versioning",
      name: "here",
      after: { bucket: "logs" },
    };
    const there: Written = { ...here, address: "aws_s3_bucket_versioning.there", name: "there" };
    const model = modelOf(
      [existing, here, there],
      {
        resources: [
          { address: "aws_s3_bucket.b", provider_config_key: "aws" },
          { address: "aws_s3_bucket_versioning.here", provider_config_key: "aws" },
          { address: "aws_s3_bucket_versioning.there", provider_config_key: "aws.west" },
        ],
      },
      options,
    );
    const links = model.resources["aws_s3_bucket_versioning"];
    expect(links?.[here.address]?.links["bucket"]).toEqual({
      to: ["aws_s3_bucket.b"],
      outside: false,
      unresolved: false,
    });
    expect(links?.[there.address]?.links["bucket"]).toEqual({ to: [], outside: true, unresolved: false });
  });
});

describe("actions", () => {
  const it = (actions: string[]): Written => ({
    address: "aws_thing.it",
    type: "aws_thing",
    name: "it",
    actions,
    before: { value: 1 },
    after: { value: 2 },
  });

  test.each([
    [["create", "delete"], "replace"],
    [["delete", "create"], "replace"],
    [["no-op"], "no-op"],
    [["update"], "update"],
  ])("%j survives as %s", (actions, action) => {
    expect(modelOf([it(actions)], {}).resources["aws_thing"]?.["aws_thing.it"]?.action).toBe(action);
  });

  test.each([["delete"], ["forget"]])("%s is removed, with its last values", (action) => {
    const model = modelOf([it([action])], {});
    expect(model.resources).toEqual({});
    expect(model.removed["aws_thing"]?.["aws_thing.it"]).toMatchObject({ action, before: { value: 1 } });
  });

  test("an unheard-of combination of actions is refused", () => {
    expect(() => modelOf([it(["create", "update"])], {})).toThrow(/create, update/);
  });

  test("leftovers of a replacement are no resources", () => {
    const plan: TerraformPlan = {
      format_version: "1.2",
      resource_changes: [{ ...change(it(["delete"])), deposed: "abc" }],
    };
    const model = buildModel(plan, {
      reads: new Map([["aws_thing", new Set(["value"])]]),
      relations: { links: {}, account_wide: [] },
      parameters: {},
      synthesized: NOT_SYNTHESIZED,
    });
    expect(model.removed).toEqual({});
  });
});

test("a resource that waits for an account-wide setting says so, directly, through others and through a module", () => {
  const setting: Written = { address: "aws_setting.on", type: "aws_setting", name: "on" };
  const thing = (name: string): Written => ({
    address: `aws_thing.${name}`,
    type: "aws_thing",
    name,
    after: { value: 1 },
  });
  const inModule: Written = { ...thing("m"), address: "module.m.aws_thing.m", module_address: "module.m" };
  const model = modelOf(
    [setting, thing("direct"), thing("through"), thing("not"), inModule],
    {
      resources: [
        { address: "aws_setting.on" },
        { address: "aws_thing.direct", depends_on: ["aws_setting.on"] },
        {
          address: "aws_thing.through",
          expressions: {
            value: {
              constant_value: "${aws_thing.direct.id}",
              references: ["aws_thing.direct.id", "aws_thing.direct"],
            },
          },
        },
        { address: "aws_thing.not" },
      ],
      module_calls: { m: { depends_on: ["aws_setting.on"], module: { resources: [{ address: "aws_thing.m" }] } } },
    },
    { relations: { links: {}, account_wide: ["aws_setting"] } },
  );
  const things = Object.values(model.resources["aws_thing"] ?? {});
  expect(
    things.filter(({ depends_on }) => depends_on.includes("aws_setting.on")).map(({ address }) => address),
  ).toEqual(["aws_thing.direct", "aws_thing.through", "module.m.aws_thing.m"]);
});

test("addresses that read like members of Object are kept", () => {
  const model = modelOf(
    [{ address: "__proto__", type: "__proto__", name: "x", after: { value: 1 } }],
    {},
    { reads: JSON.parse('{"__proto__":["value"]}') as Record<string, string[]> },
  );
  expect(Object.keys(model.resources)).toEqual(["__proto__"]);
});
