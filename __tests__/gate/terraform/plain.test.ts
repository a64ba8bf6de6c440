import { rmSync } from "node:fs";
import type { InputError } from "../../../gate/errors";
import { plainTerraform } from "../../../gate/terraform";
import { Project } from "./project";

let project: Project;
beforeEach(() => (project = new Project()));
afterEach(() => project.remove());

function mend(directory: string): string | undefined {
  try {
    plainTerraform(directory);
  } catch (error) {
    return (error as InputError).problem.mend;
  }
  return undefined;
}

test("in a folder of a project, the project is named", () => {
  project.write("cdktf.json", "{}");
  project.write("stacks/shop/index.ts", "");
  project.write("stacks/legacy/main.tf", "");

  expect(mend(project.path("stacks/shop"))).toBe("Name one of these: plangate plan -C DIRECTORY, with ../..");
  expect(mend(project.path("stacks"))).toBe("Name one of these: plangate plan -C DIRECTORY, with .., legacy");
});

test("where there is no project near, it is said what else can be judged", () => {
  rmSync(project.path("cdktf.json"), { force: true });
  project.write("src/index.ts", "");

  expect(mend(project.path("src"))).toContain("terraform show -json PLANFILE | plangate check -");
});
