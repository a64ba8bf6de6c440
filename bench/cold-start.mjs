// @ts-check
import { pathToFileURL } from "node:url";

/**
 * A cold start as Lambda makes one, without the network: loads the handler in the file that is named, and calls it once
 * with the event that it gets.
 */
const [file = "", event = ""] = process.argv.slice(2);
const { handler } = await import(pathToFileURL(file).href);
const { statusCode } = await handler(JSON.parse(event), {
  functionName: "bench",
  awsRequestId: "bench",
  getRemainingTimeInMillis: () => 28_000,
});
// What is still open – kept connections – is nothing that a caller waits for.
process.exit(statusCode === Number(process.env["EXPECTED_STATUS"]) ? 0 : 1);
