// @ts-check
"use strict";

const { existsSync, readFileSync } = require("node:fs");

/** Stands in every comment of the gate, invisible, so that the next run finds it. The Markdown report begins with it. */
const MARKER = "<!-- plangate -->";
/** https://docs.github.com/en/rest/issues/comments: longer ones are refused. */
const LONGEST = 65_536;

/**
 * Comments on a pull request once: the first time a comment is made, afterwards that one is changed.
 *
 * Only a comment of the same author counts, so that nobody can have the gate write into theirs.
 *
 * @param {{ github: any, context: any, core: any, file: string }} surroundings of actions/github-script, and the Markdown report
 * @returns {Promise<void>} rejects with what GitHub answers
 */
async function comment({ github, context, core, file }) {
  const { owner, repo } = context.repo;
  const issue_number = context.payload.pull_request.number;
  const text = existsSync(file)
    ? readFileSync(file, "utf8")
    : "**Plangate could not judge this pull request.** That is no approval: see what the run printed.";
  const marked = text.includes(MARKER) ? text : `${MARKER}\n${text}`;
  const body = marked.length > LONGEST ? `${marked.slice(0, LONGEST - 1)}…` : marked;
  const comments = await github.paginate(github.rest.issues.listComments, { owner, repo, issue_number, per_page: 100 });
  const own = comments.find(
    (/** @type {any} */ candidate) =>
      candidate.user?.login === "github-actions[bot]" && candidate.body?.startsWith(MARKER),
  );
  if (own) {
    await github.rest.issues.updateComment({ owner, repo, comment_id: own.id, body });
    core.info(`changed the comment ${own.html_url}`);
  } else {
    const { data } = await github.rest.issues.createComment({ owner, repo, issue_number, body });
    core.info(`commented: ${data.html_url}`);
  }
}

module.exports = comment;
