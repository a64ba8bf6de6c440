import type { Io } from "../../../gate/cli/io";

/** Surroundings that keep what a command says, for tests. */
export interface Surroundings extends Io {
  readonly said: { out: string; err: string };
}

export function surroundings(
  fields: Partial<Pick<Io, "env" | "cwd" | "interactive">> & {
    readonly stdin?: Uint8Array;
    readonly answer?: string | null;
    readonly terminal?: boolean;
  } = {},
): Surroundings {
  const said = { out: "", err: "" };
  const terminal = fields.terminal ?? false;
  return {
    said,
    stdout: { terminal, write: (text) => void (said.out += text) },
    stderr: { terminal, write: (text) => void (said.err += text) },
    env: fields.env ?? {},
    cwd: fields.cwd ?? process.cwd(),
    interactive: fields.interactive ?? false,
    readStdin: () => Promise.resolve(fields.stdin ?? new Uint8Array()),
    ask: (question) => {
      said.err += question;
      return Promise.resolve(fields.answer ?? null);
    },
  };
}
