export { build, writeBundle, type Bundle } from "./build";
export { catalogOf, type Catalog } from "./catalog";
export { check } from "./check";
export { Opa, OPA_VERSION } from "./opa";
export { checkPages, PAGES, pages, writePages } from "./pages";
export { bundleOf, hasSources, requireSources } from "./paths";
export { scaffold, type NewRule } from "./scaffold";
export { test } from "./test";
export { verify } from "./verify";
