import { createHash } from "node:crypto";
import type { ReportFormat } from "./report-format";
import { script, style } from "./html/assets.cjs";
import { html as template, verbatim } from "./html/markup";
import { body } from "./html/page";
import { count } from "./html/words";

/**
 * One page that needs nothing else: no network, no other file. The verdict and the findings are readable as they stand; the
 * page's own program filters, searches and shows the values of resources. Its policy lets no other program run, whatever
 * the values of a plan are, and nothing be loaded.
 */
export const html: ReportFormat = {
  *render(run) {
    const names = run.stacks.map(({ judgement }) => judgement.plan.stack);
    const approved = names.length > 0 && run.stacks.every(({ judgement }) => judgement.verdict === "approved");
    const policy = [
      "default-src 'none'",
      `script-src 'sha256-${digest(script)}'`,
      `style-src 'sha256-${digest(style)}'`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ].join("; ");
    yield template`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${verbatim(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${approved ? "Approved" : "Denied"}: ${names.length === 1 ? names[0] : count(names.length, "stack")} – Plangate</title>
<link rel="icon" href="data:,">
<style>${verbatim(style)}</style>
</head>
<body>
`.text;
    for (const piece of body(run)) yield piece.text;
    yield `<script>${script}</script>\n</body>\n</html>\n`;
  },
};

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
