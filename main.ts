import { loadEnvironment } from "./environments";
import { AccountBaseline } from "./stacks/account-baseline";
import { Finance } from "./stacks/finance";
import { PlanGate } from "./stacks/plan-gate";
import { Storefront } from "./stacks/storefront";
import { synthesize } from "./synth";

synthesize((app) => {
  const environment = loadEnvironment();
  new AccountBaseline(app, "account-baseline", environment);
  new Storefront(app, "storefront", environment);
  new Finance(app, "finance", environment);
  new PlanGate(app, "plan-gate", environment);
});
