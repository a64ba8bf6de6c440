// @ts-check
/**
 * Graphviz as WebAssembly. It is an ES module, and TypeScript run through scripts/register.cjs would `require` it.
 *
 * @returns {Promise<(dot: string) => string>} makes SVG of Graphviz' language
 */
async function loadGraphviz() {
  const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
  const graphviz = await Graphviz.load();
  return (dot) => graphviz.layout(dot, "svg", "dot");
}

module.exports = { loadGraphviz };
