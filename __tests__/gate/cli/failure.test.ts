import { explain } from "../../../gate/cli/failure";
import { InputError, ToolError } from "../../../gate/errors";
import { createStyle } from "../../../gate/report";
import { surroundings } from "./surroundings";

function explained(error: unknown, env: NodeJS.ProcessEnv = {}): { code: number; err: string } {
  const io = surroundings({ env });
  const code = explain(error, io, createStyle(false));
  return { code, err: io.said.err };
}

describe("explain", () => {
  it("says what happened, where, and how to mend it, without a stack trace", () => {
    expect(explained(new InputError({ what: "The plan is empty.", where: "plan.json", mend: "Make it." }))).toEqual({
      code: 2,
      err: "error  The plan is empty.\n  at   plan.json\n  mend Make it.\n",
    });
  });

  it("keeps the lines of a tool's output, and none of its escape sequences", () => {
    expect(explained(new ToolError({ what: "terraform failed:\n\u001b[31mError\u001b[0m: x\r\n\tdetail" }))).toEqual({
      code: 3,
      err: "error  terraform failed:\n       \\u001b[31mError\\u001b[0m: x\n         detail\n",
    });
  });

  it.each(["ENOSPC", "EROFS", "EACCES"])("does not call it an internal error where the system refuses: %s", (code) => {
    const path = "/project/.plangate";
    const { code: exit, err } = explained(
      Object.assign(new Error(`${code}: refused`), { code, path, syscall: "open" }),
    );

    expect(err).toContain(`${code}: refused\n  at   ${path}\n  mend `);
    expect(err).not.toContain("internal");
    expect(exit).toBe(3);
  });

  it("exits 3 for what nobody foresaw, and shows the stack only when asked", () => {
    const { code, err } = explained(new TypeError("x is undefined"));

    expect(code).toBe(3);
    expect(err).toContain("internal error: x is undefined");
    expect(err).not.toContain("failure.test.ts");
    expect(explained(new TypeError("x"), { PLANGATE_DEBUG: "1" }).err).toContain("failure.test.ts");
    expect(explained("a string that was thrown").code).toBe(3);
  });
});
