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
if (argv[0] === "check") settleForSingleUse();

void run(argv, io).then((code) => {
  process.exitCode = code;
});
