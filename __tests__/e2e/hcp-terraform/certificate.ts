import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a TLS server shows, and the file that makes Terraform trust it. */
export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** For SSL_CERT_FILE. */
  readonly file: string;
}

/** Makes a certificate for this machine's own names, good for a day; nothing of it is kept. */
export function makeCertificate(directory: string): Certificate {
  const [key, file] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
  const names = "subjectAltName=DNS:localhost,IP:127.0.0.1";
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"].concat([
      "-subj",
      "/CN=localhost",
      "-addext",
      names,
      "-keyout",
      key,
      "-out",
      file,
    ]),
    { stdio: ["ignore", "ignore", "ignore"] },
  );
  return { key: readFileSync(key), cert: readFileSync(file), file };
}
