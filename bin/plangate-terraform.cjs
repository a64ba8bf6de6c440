#!/usr/bin/env node
// `plangate terraform` under a name of its own: TERRAFORM_BINARY_NAME takes a name or a path, and no arguments.
const { main } = require("./plangate.cjs");

process.argv.splice(2, 0, "terraform");
main();
