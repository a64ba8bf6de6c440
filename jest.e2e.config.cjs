const unit = require("./jest.config.cjs");

/** Tests that need terraform, opa or a server: one at a time, because they plan with the real provider. */
module.exports = {
  ...unit,
  testMatch: ["<rootDir>/__tests__/e2e/**/*.test.ts"],
  globalSetup: "<rootDir>/__tests__/e2e/setup.ts",
  globalTeardown: "<rootDir>/__tests__/e2e/teardown.ts",
  testPathIgnorePatterns: ["/node_modules/"],
  maxWorkers: 1,
  testTimeout: 600_000,
};
