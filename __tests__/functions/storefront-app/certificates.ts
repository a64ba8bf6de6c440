import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Paths of a server's certificate and key (PEM). */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority of the test's own, in the place of those of RDS. */
export class Authority {
  /** Path of its certificate (PEM): what clients get. */
  readonly certificate: string;
  private readonly key: string;

  /** @param directory where its files, and those that it issues, are put */
  constructor(
    private readonly directory: string,
    private readonly name: string,
  ) {
    this.certificate = join(directory, `${name}.pem`);
    this.key = join(directory, `${name}.key`);
    openssl(
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "2"],
      ...["-subj", `/CN=${name}`, "-keyout", this.key, "-out", this.certificate],
    );
  }

  /** For a server that is known by these names. */
  issue(id: string, names: readonly string[]): Certificate {
    const path = (ending: string) => join(this.directory, `${this.name}-${id}.${ending}`);
    writeFileSync(path("cnf"), `subjectAltName=${names.map((name) => `DNS:${name}`).join(",")}\n`);
    openssl(
      ...["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-subj", `/CN=${id}`],
      ...["-keyout", path("key"), "-out", path("csr")],
    );
    openssl(
      ...["x509", "-req", "-in", path("csr"), "-CA", this.certificate, "-CAkey", this.key, "-CAcreateserial"],
      ...["-days", "2", "-extfile", path("cnf"), "-out", path("pem")],
    );
    return { certificate: path("pem"), key: path("key") };
  }
}

function openssl(...args: readonly string[]): void {
  execFileSync("openssl", args, { stdio: ["ignore", "ignore", "pipe"] });
}
