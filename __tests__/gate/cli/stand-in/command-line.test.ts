import { parseApply, parseCommandLine, valueOf } from "../../../../gate/cli/stand-in/command-line";

const refusal = (...args: string[]): string => {
  try {
    parseApply("apply", args, "/stack");
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

test.each([
  [["apply", "-auto-approve"], { chdir: null, command: "apply", args: ["-auto-approve"] }],
  [["-chdir=a b", "plan", "-out", "p"], { chdir: "a b", command: "plan", args: ["-out", "p"] }],
  [["-version"], { chdir: null, command: null, args: [] }],
  [[], { chdir: null, command: null, args: [] }],
])("%j is taken apart as Terraform does", (argv, parts) => {
  expect(parseCommandLine(argv)).toEqual(parts);
});

test("what the CDKTF CLI writes is understood, in its order", () => {
  const args = ["-auto-approve", "-refresh-only", "-no-color", "-parallelism=5", "-var=a=b=c", "-var-file=x.tfvars"];

  expect(parseApply("apply", args, "/stack")).toEqual({
    plan: {
      vars: ["a=b=c"],
      varFiles: ["/stack/x.tfvars"],
      replace: [],
      refreshOnly: true,
      refresh: true,
      destroy: false,
      lock: true,
      parallelism: 5,
    },
    planFile: null,
    autoApprove: true,
    input: true,
    color: false,
  });
});

test.each([["-var", "a=b"], ["--var=a=b"], ["-var=a=b"], ["--var", "a=b"]])(
  "options may be written as Go reads them: %s %s",
  (...args) => {
    expect(parseApply("apply", args, "/stack").plan.vars).toEqual(["a=b"]);
  },
);

test("switches may be turned off, and the last one counts", () => {
  const { autoApprove, input, plan } = parseApply(
    "apply",
    [
      "-auto-approve",
      "-auto-approve=false",
      "-input=0",
      "-lock=false",
      "-refresh=F",
      "-replace=a.b",
      "-replace",
      "c.d",
    ],
    "/stack",
  );

  expect({ autoApprove, input }).toEqual({ autoApprove: false, input: false });
  expect(plan).toMatchObject({ lock: false, refresh: false, replace: ["a.b", "c.d"] });
});

test("destroy is an apply that destroys", () => {
  expect(parseApply("destroy", [], "/stack").plan.destroy).toBe(true);
  expect(parseApply("apply", ["-destroy"], "/stack").plan.destroy).toBe(true);
});

test("a saved plan is named after the options", () => {
  expect(parseApply("apply", ["-no-color", "plan"], "/stack")).toMatchObject({ planFile: "/stack/plan", color: false });
});

test.each([
  [["-target=a.b"], "a part is never approved"],
  [["-exclude", "a.b"], "a part is never approved"],
  [["-json"], "PLANGATE_FORMAT=json"],
  [["-state=x"], "backend"],
  [["-unheard-of"], "does not know the option -unheard-of"],
  [["-constructor"], "does not know the option"],
  [["-var"], "needs a value"],
  [["-lock=maybe"], "either true or false"],
  [["a", "b"], "one plan file at most"],
  [["-var=a=b", "plan"], "applied as it is"],
])("%j is refused, with the reason", (args, reason) => {
  expect(refusal(...args)).toContain(reason);
});

test.each([
  [["-out", "p"], "p"],
  [["-out=p", "-input=false"], "p"],
  [["--out=q=r"], "q=r"],
  [["-input=false"], null],
])("the plan file of %j", (args, file) => {
  expect(valueOf(args, "out")).toBe(file);
});
