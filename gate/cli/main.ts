import { createStyle } from "../report";
import { explain } from "./failure";
import { processIo } from "./io";
import { run } from "./run";

const INTERNAL_ERROR = 3;

// Whatever ends this process before a command has said how it went, it is not an approval.
process.exitCode = INTERNAL_ERROR;
const io = processIo();

process.on("uncaughtException", (error) => {
  explain(error, io, createStyle(false));
  process.exit(INTERNAL_ERROR);
});

void run(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
