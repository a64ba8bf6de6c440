/** Transpiled by swc, type-checked by `npm run types`: a test file runs in about a second. */
const swc = [
  "@swc/jest",
  { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
];

module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/e2e/"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/.plangate", "cdktf\\.out"],
  transform: { "\\.ts$": swc },
  resolver: "<rootDir>/scripts/jest-schema-resolver.cjs",
  setupFilesAfterEnv: ["<rootDir>/__tests__/setup.ts"],
};
