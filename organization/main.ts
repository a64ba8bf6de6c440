import { loadSettings, synthesize } from "../synth";
import { Organization, type OrganizationSettings } from "./organization";

synthesize((app) => {
  new Organization(app, "organization", loadSettings("settings.json", "settings.schema.json") as OrganizationSettings);
});
