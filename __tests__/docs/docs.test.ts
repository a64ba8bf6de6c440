import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { run } from "../../gate/cli/run";
import { formats } from "../../gate/report";
import { surroundings } from "../gate/cli/surroundings";

const ROOT = join(__dirname, "..", "..");

/** Every page of the project that people read; tests keep reports of which nobody follows a link. */
const pages = execFileSync("git", ["ls-files", "*.md"], { cwd: ROOT, encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "" && !path.startsWith("__tests__/"));

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8").replace(/^```[^]*?^```/gm, "");

/** A heading's anchor, as GitHub makes it. */
function anchor(heading: string): string {
  const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  return text.replace(/[^\p{L}\p{N}\- _]/gu, "").replaceAll(" ", "-");
}

function brokenLinks(page: string): string[] {
  const links = [...read(page).matchAll(/\]\(<?([^)\s>]+)>?\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = "", fragment] = link.split("#");
    const target = path === "" ? page : normalize(join(dirname(page), path));
    if (!existsSync(join(ROOT, target))) return true;
    if (fragment === undefined || !target.endsWith(".md")) return false;
    return ![...read(target).matchAll(/^#+ (.*)$/gm)].some(([, heading = ""]) => anchor(heading) === fragment);
  });
}

test.each(pages)("the links of %s lead somewhere", (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

test("README shows what the gate says about a bad plan in the words and figures of now", async () => {
  const [, excerpt = ""] = /^```text\n(as-built\n[^]*?)^```/m.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
  const io = surroundings();
  await run(["check", join(ROOT, "__tests__", "plans", "as-built.json"), "--stack", "as-built"], io);
  // Plan JSON alone does not tell lines of code, and what tells where a plan comes from differs.
  const elsewhere = /…|^ +(?:at|for|fix|note|synthesize) /;
  const shown = excerpt.split("\n").filter((line) => !elsewhere.test(line));

  expect(shown.length).toBeGreaterThan(20);
  const said = new Set(io.said.out.split("\n"));
  expect(shown.filter((line) => !said.has(line))).toEqual([]);
});

describe("docs/command-line.md", () => {
  const documented = readFileSync(join(ROOT, "docs", "command-line.md"), "utf8");
  const rulesLoop = readFileSync(join(ROOT, "docs", "policies", "editing.md"), "utf8");

  async function help(...command: string[]): Promise<string> {
    const io = surroundings();
    await run([...command, "--help"], io);
    return io.said.out;
  }

  const commandsIn = (text: string): string[] =>
    [...(text.split("Commands:")[1] ?? "").matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name);
  const optionsIn = (text: string): string[] =>
    [...text.matchAll(/^ {2}(?:-\w, )?(--(?!help)[a-z-]+)/gm)].map(([, name = ""]) => name);

  it("has every command and every option that --help shows, those of rules on their page", async () => {
    const missing: string[] = [];
    const commands = commandsIn(await help());
    expect(commands).toContain("deploy");
    for (const command of commands) {
      if (!documented.includes(`plangate ${command}`)) missing.push(command);
      const text = await help(command);
      for (const option of optionsIn(text)) if (!documented.includes(option)) missing.push(`${command} ${option}`);
      for (const below of commandsIn(text)) {
        const options = optionsIn(await help(command, below));
        const known = documented + rulesLoop;
        if (!known.includes(`${command} ${below}`)) missing.push(`${command} ${below}`);
        missing.push(
          ...options.filter((option) => !known.includes(option)).map((option) => `${command} ${below} ${option}`),
        );
      }
    }
    expect(missing).toEqual([]);
  });

  it("has every format of reports", () => {
    expect(formats.map(({ name }) => name).filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
  });
});

test("--help shows defaults only where they say something", async () => {
  const io = surroundings();
  await run(["deploy", "--help"], io);

  expect(io.said.out).toContain("(default: .)");
  expect(io.said.out).not.toMatch(/default: (\[|false)/);
});
