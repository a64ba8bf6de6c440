// @ts-check
import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

const provider = {
  regex: "^@cdktf/provider-aws$",
  message: "Import one resource, `@cdktf/provider-aws/lib/vpc`: the barrel takes seconds and half a gigabyte.",
};

/** Folders of the gate are used through their index.ts; gate/cli has none, and a folder sandbox of its own. */
const rooms = {
  regex:
    "((^\\.\\.|/gate)/(approval|cost|decision|deployed|details|diagram|evaluate|fix|hcl|plan|replay|report|terraform)|(^\\.\\./\\.\\.|/gate)/sandbox)/(?!index$)",
  message: "Import the folder: its index.ts says what others may use.",
};

/**
 * Imports point one way: main → stacks → modules → policies, and gate/cli → gate → policies/contract.
 *
 * @param {string} folder Files this is about.
 * @param {string} forbidden What their imports must not match.
 * @param {string} message What to do instead.
 * @returns {import("eslint").Linter.Config}
 */
function layer(folder, forbidden, message) {
  return {
    files: [`${folder}/**/*.ts`],
    rules: {
      "no-restricted-imports": ["error", { patterns: [provider, rooms, { regex: forbidden, message }] }],
    },
  };
}

export default tseslint.config(
  {
    ignores: ["dist/", "dist-functions/", "lib/", ".plangate/", "coverage/", "**/cdktf.out/", "policies/bundle/"],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-imports": ["error", { patterns: [provider, rooms] }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      // A number in a message is meant to be read.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // The contract writes what may be any name as `{ [name: string]: … }`, which says what the name is.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      // `import x = require("x")` is how a CommonJS package is imported whose types and module disagree.
      "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }],
      // Contradicts no-non-null-assertion.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // `env["NAME"]` says that a name is data, not a property that somebody declared.
      "@typescript-eslint/dot-notation": "off",
      // A construct is made for what it adds to the tree.
      "no-new": "off",
    },
  },
  {
    files: [
      "functions/receipt-analyzer/**/*.ts",
      "functions/run-task/**/*.ts",
      "gate/**/*.ts",
      "modules/**/*.ts",
      "policies/**/*.ts",
      "stacks/**/*.ts",
      "main.ts",
    ],
    rules: { "no-console": "error" },
  },
  layer("policies", "\\.\\./(gate|modules|stacks|synth|main)(/|$)", "Policies know the contract and each other only."),
  layer(
    "modules",
    "\\.\\./(gate|stacks|main)(/|$)|functions/[^/]+/(?!contract/)",
    "Modules know nothing of the gate nor of who uses them, and of a function its contract only.",
  ),
  layer(
    "functions/receipt-analyzer",
    "\\.\\./(architecture|environments|gate|modules|policies|stacks|synth|main)(/|$)",
    "The function runs by itself: it knows its contract, not how it is deployed.",
  ),
  layer("stacks", "\\.\\./(gate|main)(/|$)", "Stacks know nothing of the gate."),
  layer(
    "gate",
    "\\.\\./(modules|stacks|main|functions)(/|$)|/cli(/|$)|policies/(rules|library)/",
    "The gate judges any project: it knows the contract of rules, not this architecture.",
  ),
  {
    // The commands that serve as run task are one of its two homes.
    ...layer("gate/cli/commands/serve*", "\\.\\./(modules|stacks|main)(/|$)|policies/(rules|library)/", "See gate."),
    files: ["gate/cli/commands/serve*.ts"],
  },
  layer(
    "functions/run-task",
    "\\.\\./(modules|stacks|main|synth|environments)(/|$)|gate/cli(/|$)|policies/(rules|library)/",
    "The run task knows the gate and the contract of rules, neither the command line nor this architecture.",
  ),
  {
    files: ["**/*.cjs", "**/*.mjs"],
    languageOptions: {
      globals: {
        module: "writable",
        process: "readonly",
        require: "readonly",
        console: "readonly",
        __dirname: "readonly",
      },
    },
  },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs" } },
  {
    files: ["__tests__/**/*.ts"],
    rules: {
      // The parts of a folder have tests of their own.
      "no-restricted-imports": ["error", { patterns: [provider] }],
      // Jest's matchers are typed `any` where they stand for a value.
      "@typescript-eslint/no-unsafe-assignment": "off",
      // What is not there fails the test at that line.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  prettier,
);
