import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironment } from "../../../environments";
import { reduce } from "../../../gate/sandbox";
import { Storefront } from "../../../stacks/storefront";
import { synthesize } from "../../../synth";

// What is made here is not the storefront for an account: parts of it are missing.
if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(process.env["AWS_ENDPOINT_URL"] ?? "")) {
  throw new Error(
    "This project is for an AWS stand-in only, which AWS_ENDPOINT_URL names. Deploy the storefront itself.",
  );
}

/** The storefront as the project's own main.ts has it, and of what is synthesized as much as the stand-in can hold. */
synthesize((app) => {
  new Storefront(app, "storefront", loadEnvironment("prod", join(__dirname, "..", "..", "..", "environments")));
});
const file = join(process.env["CDKTF_OUTDIR"] ?? "cdktf.out", "stacks", "storefront", "cdk.tf.json");
const { configuration } = reduce(JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>);
writeFileSync(file, JSON.stringify(configuration, null, 2));
