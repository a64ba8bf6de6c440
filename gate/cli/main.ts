import { createStyle } from "../report";
import { explain } from "./failure";
import { processIo } from "./io";
import { run } from "./run";
import { settleForSingleUse } from "./single-use";

const INTERNAL_ERROR = 3;

// Whatever ends this process before a command has said how it went, it is not an approval.
process.exitCode = INTERNAL_ERROR;
const io = processIo();

process.on("uncaughtException", (error) => {
  explain(error, io, createStyle(false));
  process.exit(INTERNAL_ERROR);
});

const argv = process.argv.slice(2);
const single = argv[0] === "check";
if (single) settleForSingleUse();

void run(argv, io).then((code) => {
  process.exitCode = code;
  // All is written by now (`processIo`). Taking down the heap takes some milliseconds, of a large plan 25.
  if (single) process.exit();
});
