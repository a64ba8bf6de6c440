/**
 * The program of the HTML report, run in the browser. It filters, searches and opens what the page holds as data; nothing is
 * fetched. Without it the page shows the verdict and the findings all the same.
 */
import { DiagramPane } from "./diagram";
import { FindingsPane } from "./findings";
import { all } from "./page";
import { ResourcesPane } from "./resources";
import { searchRules } from "./rules";
import { StackPage } from "./stack-page";
import { StackChoice, Tabs } from "./tabs";
import { UnknownsPane } from "./unknowns";

document.documentElement.classList.add("scripts");
const choice = new StackChoice();
for (const section of all(document, "section.stack")) {
  const stack = new StackPage(section);
  const tabs = new Tabs(section, (panel) => choice.remember(panel));
  const findings = new FindingsPane(stack);
  const resources = new ResourcesPane(stack);
  new UnknownsPane(stack);
  searchRules(stack);
  new DiagramPane(stack, (places, label) => {
    findings.only(places, label);
    tabs.open("findings");
  });
  stack.onResource((place) => {
    tabs.open("resources");
    resources.show(place);
  });
  choice.add(section.id, tabs);
}
choice.start();
