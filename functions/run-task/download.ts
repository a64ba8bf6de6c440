import { InputError, ToolError } from "../../gate/errors";
import { call, TooLarge, type HttpServices } from "./http";
import { allowedUrl, type AllowedOrigins } from "./origins";

export interface DownloadServices extends HttpServices {
  readonly origins: AllowedOrigins;
}

export interface Download {
  /** Of the API. */
  readonly url: string;
  readonly token: string;
  /** Bytes. */
  readonly limit: number;
  /** For messages: `plan JSON`. */
  readonly what: string;
}

/** Redirects in a row, of one download. HCP Terraform needs one. */
const MOST_REDIRECTS = 3;
/** The place that the API redirects to is good for a minute; when it has gone, the API makes a new one. */
const MOST_PLACES = 3;
const GONE = [401, 403, 404, 410];

/**
 * Fetches what the API redirects to. The API gets the token, the place that it names does not: the place is secret itself.
 *
 * @returns the bytes; null where the API says that there is nothing yet (204)
 * @throws InputError where it is too large, not to be had, or leads to a host that is not allowed; ToolError where nobody answers
 */
export async function download(wanted: Download, services: DownloadServices): Promise<Uint8Array | null> {
  const { origins } = services;
  try {
    for (let places = 1; ; places += 1) {
      const api = allowedUrl(wanted.url, origins.api, wanted.what);
      let answer = await call(api, { ...wanted, headers: authorization(wanted.token) }, services);
      if (answer.status === 204) return null;
      let place = api;
      for (let redirects = 0; isRedirect(answer.status) && redirects < MOST_REDIRECTS; redirects += 1) {
        place = nextPlace(answer.headers.get("location"), place, wanted, origins);
        // With the token only where the API leads to itself.
        const headers = origins.api.includes(place.origin) ? authorization(wanted.token) : {};
        answer = await call(place, { ...wanted, headers }, services);
      }
      if (answer.status === 200) return answer.body;
      const gone = place !== api && GONE.includes(answer.status);
      if (!gone || places >= MOST_PLACES) throw refused(answer.status, place, wanted);
    }
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new InputError(
      {
        what: `The ${wanted.what} has more than ${(wanted.limit / 2 ** 20).toFixed(0)} MiB, the most that this run task fetches.`,
        mend: "Split the stack, or raise the limit where plangate serves as run task.",
      },
      { cause: error },
    );
  }
}

function authorization(token: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}`, "content-type": "application/vnd.api+json" };
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function nextPlace(location: string | null, from: URL, wanted: Download, origins: AllowedOrigins): URL {
  const target = location !== null && URL.canParse(location, from.href) ? new URL(location, from).href : "";
  return allowedUrl(target, [...origins.downloads, ...origins.api], `redirected ${wanted.what}`);
}

function refused(status: number, place: URL, { what }: Download): InputError | ToolError {
  if (status === 422) {
    return new InputError({
      what: `HCP Terraform has no ${what} for this run (422): the Terraform version of the workspace is too old.`,
      mend: "Use Terraform 1.1.9 or later in this workspace.",
    });
  }
  return new ToolError({
    what: `${place.origin} answered ${status} to the request for the ${what}.`,
    mend: "Start the run anew; if it stays so, look at the permissions of run tasks in the organization.",
  });
}
