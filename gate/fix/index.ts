export { parsePath, type AttributePath } from "./attribute-path";
export { proveChanges, type ProvenChange, type ProvenChanges } from "./prove";
