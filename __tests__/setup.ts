/** Tests see nothing of the shell that they are started from, and print the same everywhere. */
for (const name of Object.keys(process.env)) {
  if (/^(PLANGATE_|CDKTF_|SYNTH_|FORCE_COLOR$|NO_COLOR$)/.test(name)) {
    Reflect.deleteProperty(process.env, name);
  }
}
