export { toDot } from "./diagram";
export { drawDiagram, type Diagram, type DiagramBox } from "./draw";
export { loadGraphviz } from "./graphviz.cjs";
export { systemOf, type Resource, type System } from "./system";
