/** An AWS stand-in on loopback, so that everything can be tried without an account: tests, and `deploy --sandbox`. */
export { differencesByAddress, differencesIn } from "./differences";
export { sandboxEnvironment } from "./environment";
export { LEFT_OUT, TRIED_WITH } from "./gaps";
export { changes, connectStandIn, startStandIn, type StandIn, type StandInRequest } from "./moto";
export { reduce, type Gaps, type LeftOut, type Reduced } from "./reduce";
