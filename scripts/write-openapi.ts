import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeApi } from "../functions/receipt-analyzer/contract/openapi";

/** Publishes the description of the receipt analyzer's API, with the largest limit that a deployment can have. */
const file = join(__dirname, "..", "functions", "receipt-analyzer", "contract", "openapi.json");
const api = describeApi({ url: "https://api.example.com", documentBytes: 4_400_000 });
writeFileSync(file, `${JSON.stringify(api, null, 2)}\n`);
