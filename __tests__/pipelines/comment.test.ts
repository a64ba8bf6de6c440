import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import comment from "../../pipelines/comment.cjs";

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
  readonly html_url: string;
}

/** The part of GitHub's interface that the script uses, over a list of comments. */
class PullRequest {
  readonly comments: Comment[] = [];
  readonly said: string[] = [];

  async comment(file: string): Promise<void> {
    await comment({
      file,
      context: { repo: { owner: "example", repo: "shop" }, payload: { pull_request: { number: 7 } } },
      core: { info: (text: string) => this.said.push(text) },
      github: {
        paginate: (list: () => readonly Comment[]) => Promise.resolve(list()),
        rest: {
          issues: {
            listComments: () => this.comments,
            createComment: ({ body }: { body: string }) => {
              this.add("github-actions[bot]", body);
              return Promise.resolve({ data: this.comments.at(-1) });
            },
            updateComment: ({ comment_id, body }: { comment_id: number; body: string }) => {
              const index = this.comments.findIndex(({ id }) => id === comment_id);
              this.comments[index] = { ...(this.comments[index] as Comment), body };
              return Promise.resolve();
            },
          },
        },
      },
    });
  }

  add(login: string, body: string): void {
    const id = this.comments.length + 1;
    this.comments.push({ id, body, user: { login }, html_url: `#${id}` });
  }

  get bodies(): readonly string[] {
    return this.comments.map(({ body }) => body);
  }
}

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "plangate-comment-"));
  file = join(directory, "comment.md");
});

afterEach(() => rmSync(directory, { recursive: true }));

describe("the comment on a pull request", () => {
  it("is made once, and changed by later runs", async () => {
    const pullRequest = new PullRequest();
    pullRequest.add("somebody", "Looks good.");

    for (const verdict of ["denied", "approved"]) {
      writeFileSync(file, `<!-- plangate -->\n${verdict}`);
      await pullRequest.comment(file);
    }

    expect(pullRequest.bodies).toEqual(["Looks good.", "<!-- plangate -->\napproved"]);
    expect(pullRequest.said).toEqual(["commented: #2", "changed the comment #2"]);
  });

  it("is never written into somebody else's, whatever that says", async () => {
    const pullRequest = new PullRequest();
    pullRequest.add("somebody", "<!-- plangate -->\napproved, honestly");
    writeFileSync(file, "<!-- plangate -->\ndenied");

    await pullRequest.comment(file);

    expect(pullRequest.bodies).toEqual(["<!-- plangate -->\napproved, honestly", "<!-- plangate -->\ndenied"]);
  });

  it("says that nothing was judged where there is no report", async () => {
    const pullRequest = new PullRequest();

    await pullRequest.comment(join(directory, "none.md"));
    await pullRequest.comment(join(directory, "none.md"));

    expect(pullRequest.bodies).toEqual([expect.stringMatching(/^<!-- plangate -->\n.*could not judge/)]);
  });

  it("is short enough for GitHub, whatever was added to the report", async () => {
    const pullRequest = new PullRequest();
    writeFileSync(file, `<!-- plangate -->\n${"x".repeat(100_000)}`);

    await pullRequest.comment(file);

    expect(pullRequest.bodies[0]).toHaveLength(65_536);
  });
});
