/** How the clients of the AWS SDK reach a stand-in. */
export interface StandInSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** @param url of the stand-in; it looks at no credentials, and has the stacks' own region */
export function settingsFor(url: string): StandInSettings {
  return {
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
  };
}
