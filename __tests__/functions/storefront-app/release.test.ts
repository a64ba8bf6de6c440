import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { HEALTH_PATH } from "../../../functions/storefront-app/contract";

const APPLICATION = join(__dirname, "..", "..", "..", "functions", "storefront-app");

interface AppSpec {
  readonly files: readonly { readonly source: string; readonly destination: string }[];
  readonly hooks: Readonly<Record<string, readonly { readonly location: string }[]>>;
}
interface BuildSpec {
  readonly artifacts: { readonly files: readonly string[] };
}

const read = (file: string): unknown => parse(readFileSync(join(APPLICATION, file), "utf8"));
const appSpec = read("appspec.yml") as AppSpec;
const buildSpec = read("buildspec.yml") as BuildSpec;
const hooks = Object.values(appSpec.hooks).flatMap((scripts) => scripts.map(({ location }) => location));

test("the page that the load balancer asks for is there, and a deployment waits for the same", () => {
  expect(existsSync(join(APPLICATION, "public", HEALTH_PATH))).toBe(true);
  expect(readFileSync(join(APPLICATION, "deployment", "validate"), "utf8")).toContain(`http://localhost${HEALTH_PATH}`);
});

test("CodeDeploy puts folders where the user data has the web server look", () => {
  expect(appSpec.files).toEqual(
    ["public", "src"].map((folder) => ({ source: folder, destination: `/var/www/application/${folder}` })),
  );
});

test("what CodeDeploy wants is there, and CodeBuild hands it on", () => {
  for (const path of ["appspec.yml", ...appSpec.files.map(({ source }) => source), ...hooks]) {
    expect(existsSync(join(APPLICATION, path))).toBe(true);
    expect(buildSpec.artifacts.files.map((pattern) => pattern.replace("/**/*", ""))).toContain(path.split("/")[0]);
  }
  for (const hook of hooks) {
    expect(statSync(join(APPLICATION, hook)).mode & 0o111).not.toBe(0);
  }
});
