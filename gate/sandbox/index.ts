/** An AWS stand-in on loopback, so that everything can be tried without an account: tests, and `deploy --sandbox`. */
export { changes, startStandIn, type StandIn, type StandInRequest } from "./moto";
