import { GateError, InputError } from "../gate/errors";
import { build, check, Opa, test, verify, writeBundle } from "./index";
import { BUNDLE } from "./paths";

const COMMANDS: { readonly [name: string]: (opa: Opa, args: readonly string[]) => Promise<string> } = {
  build: async (opa) => {
    const bundle = await build(opa);
    await writeBundle(bundle, BUNDLE);
    return [...bundle].map(([name, bytes]) => `policies/bundle/${name}  ${bytes.length} bytes\n`).join("");
  },
  check: async (opa) => {
    await check(opa);
    return "policies: formatting, metadata and types are right\n";
  },
  test: (opa, [only]) => test(opa, only),
  verify: async (opa) => {
    await verify(opa);
    return "policies/bundle is what its sources build\n";
  },
};

async function main([name = "", ...args]: readonly string[]): Promise<void> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    throw new InputError({ what: `unknown command "${name}"`, mend: `one of ${Object.keys(COMMANDS).join(", ")}` });
  }
  process.stdout.write(await command(await Opa.find(), args));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof GateError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
});
