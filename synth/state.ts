import * as path from "node:path";
import { App, LocalBackend, type TerraformStack } from "cdktf";

/**
 * Keeps the state of a stack in the project directory, as `terraform.<stack>.tfstate`.
 *
 * That is where CDKTF puts it by default, too, but by an absolute path, and then no two machines synthesize the same. This
 * one is relative to where Terraform runs, the stack's directory below the output directory; state is not kept there, as
 * whoever deletes the output expects to lose nothing.
 */
export function keepStateInProject(stack: TerraformStack, projectDirectory: string = process.cwd()): void {
  const stackDirectory = path.resolve(projectDirectory, App.of(stack).outdir, "stacks", stack.node.id);
  const toProject = path.relative(stackDirectory, projectDirectory).replaceAll("\\", "/");
  new LocalBackend(stack, { path: path.posix.join(toProject, `terraform.${stack.node.id}.tfstate`) });
}
