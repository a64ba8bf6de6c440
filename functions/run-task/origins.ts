import { InputError } from "../../gate/errors";

/** Whom plangate talks to. Nothing that a request says makes it talk to anybody else. */
export interface AllowedOrigins {
  /** The API: gets the task's access token. */
  readonly api: readonly string[];
  /** What the API may redirect downloads to; gets no token. */
  readonly downloads: readonly string[];
}

/** HCP Terraform in the United States and in Europe. */
export const HCP_TERRAFORM: AllowedOrigins = {
  api: ["https://app.terraform.io", "https://app.eu.terraform.io"],
  downloads: ["https://archivist.terraform.io", "https://archivist.eu.terraform.io"],
};

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/**
 * Reads an origin of the settings: scheme, host and port, nothing more.
 *
 * @throws InputError where it is none, or neither HTTPS nor on this machine
 */
export function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const secure = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.test(url.hostname));
  if (url !== null && secure && url.origin === text.replace(/\/$/, "")) return url.origin;
  throw new InputError({
    what: `This is no origin to call: ${text}`,
    mend: "Write scheme and host, such as https://app.terraform.io; anything but HTTPS stays on this machine.",
  });
}

/**
 * A URL, if its origin is allowed.
 *
 * @param purpose for the error: `callback`
 * @throws InputError where it is not
 */
export function allowedUrl(text: string, origins: readonly string[], purpose: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && url.username === "" && url.password === "" && origins.includes(url.origin)) return url;
  throw new InputError({
    what: `The ${purpose} URL leads to ${url?.origin ?? "no host"}, which is not among those that plangate may call.`,
    mend: `Allowed are ${origins.join(", ")}. For Terraform Enterprise, name its host in the settings of the run task.`,
  });
}
