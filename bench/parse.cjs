// The yardstick: what no gate can do without, reading the plan and parsing it.
const { readFileSync } = require("node:fs");

JSON.parse(readFileSync(process.argv[2], "utf8"));
