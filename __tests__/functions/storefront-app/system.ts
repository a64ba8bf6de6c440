import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, loadEnvironment } from "../../../environments";
import { startStandIn, type StandIn } from "../../../gate/sandbox";
import { Finance } from "../../../stacks/finance";
import { Storefront } from "../../../stacks/storefront";
import { type Synthesized, synthesizedStack } from "../../modules/synthesized";
import { Aws } from "./aws";
import { Authority } from "./certificates";
import { DATABASE, PASSWORD, READER, USERNAME, WRITER } from "./cluster";
import { Instance } from "./instance";

const ROOT = join(__dirname, "..", "..", "..");

/** The storefront as it is synthesized. */
export function storefront(environment: Environment): Synthesized {
  return synthesizedStack((app) => new Storefront(app, "storefront", environment));
}

/** The finance system, whose instances start in the same way. */
export function finance(environment: Environment): Synthesized {
  return synthesizedStack((app) => new Finance(app, "finance", environment));
}

/** The script in the launch template. */
export function userDataOf(resources: Synthesized): string {
  return Buffer.from(resources.one("aws_launch_template").arguments["user_data"] as string, "base64").toString();
}

/** The path that the target group asks for. */
export function healthPathOf(resources: Synthesized): string {
  return (resources.one("aws_lb_target_group").arguments["health_check"] as { path: string }).path;
}

/** An instance of the storefront in its surroundings: the stand-in for AWS, filled as the stack says, and an authority. */
export class System {
  private constructor(
    readonly directory: string,
    readonly databasePort: number,
    readonly authority: Authority,
    readonly standIn: StandIn,
    readonly aws: Aws,
    readonly secretArn: string,
    private readonly resources: Synthesized,
    readonly instance: Instance,
  ) {}

  /** @param options.databaseExists whether its parameters are there when the instance starts; default: true */
  static async start(
    options: { readonly environment?: Environment; readonly databaseExists?: boolean } = {},
  ): Promise<System> {
    const { environment = loadEnvironment("dev"), databaseExists = true } = options;
    const resources = storefront(environment);
    const { application } = environment.storefront.webTier;
    const directory = mkdtempSync(join(tmpdir(), "plangate-storefront-"));
    const [databasePort, port] = [await freePort(), await freePort()];
    const authority = new Authority(directory, "authority");
    execFileSync(process.execPath, [join(ROOT, "scripts", "build-storefront-app.mjs")], { stdio: "ignore" });
    const archive = readFileSync(join(ROOT, "dist", "functions", "storefront-app.tar.gz"));

    const standIn = await startStandIn();
    const aws = new Aws(standIn.url, environment.region);
    await aws.putObject(application.bucket, application.applicationKey, archive);
    await aws.putObject(application.bucket, application.databaseCertificatesKey, readFileSync(authority.certificate));
    const secretArn = await aws.createSecret("database", { username: USERNAME, password: PASSWORD });
    const instance = new Instance({ directory, userData: userDataOf(resources), awsUrl: standIn.url, port });
    const system = new System(directory, databasePort, authority, standIn, aws, secretArn, resources, instance);
    if (databaseExists) await system.describeDatabase();
    await instance.launch();
    return system;
  }

  get healthPath(): string {
    return healthPathOf(this.resources);
  }

  /** Writes the parameters that the stack writes once there is a database: its names, with the values of these servers. */
  async describeDatabase(): Promise<void> {
    const values: Readonly<Record<string, string>> = {
      "writer-endpoint": WRITER,
      "reader-endpoint": READER,
      port: String(this.databasePort),
      name: DATABASE,
      "secret-arn": this.secretArn,
    };
    for (const { arguments: parameter } of this.resources.all("aws_ssm_parameter")) {
      const name = parameter["name"] as string;
      await this.aws.putParameter(name, values[name.split("/").at(-1)!] ?? "not known");
    }
  }

  async stop(): Promise<void> {
    await this.instance.terminate();
    await this.standIn.stop();
    rmSync(this.directory, { recursive: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
