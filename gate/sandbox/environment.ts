/** A name that no resolver knows: requests for it go through the proxy, which is the stand-in, or nowhere. */
const ENDPOINT = "http://moto.test";

/** What would lead elsewhere: an account, a profile, an endpoint, a proxy, another workspace. */
const ELSEWHERE = /^(AWS_.*|TF_WORKSPACE|(https?|no|all)_proxy)$/i;

/**
 * The environment in which Terraform works for a stand-in. All requests go to it as to a proxy, so that each service and bucket
 * is spoken to by the name it has at AWS; whatever would still be meant for AWS itself does not get further than the stand-in,
 * which passes nothing on.
 *
 * @param env What the user's own environment is; nothing of an account in it comes through.
 */
export function sandboxEnvironment(env: NodeJS.ProcessEnv, url: string): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !ELSEWHERE.test(name))),
    AWS_ENDPOINT_URL: ENDPOINT,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: NO_FILE,
    AWS_SHARED_CREDENTIALS_FILE: NO_FILE,
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    NO_PROXY: "",
  };
}

const NO_FILE = process.platform === "win32" ? "NUL" : "/dev/null";
