export { build, writeBundle, type Bundle } from "./build";
export { catalogOf, type Catalog } from "./catalog";
export { check } from "./check";
export { Opa, OPA_VERSION } from "./opa";
export { test } from "./test";
export { verify } from "./verify";
