'use strict';

// The interop client on @grpc/grpc-js: one case, exit code 0 if all is as it should be.

const { parseArgs } = require('node:util');
const cases = require('./cases');
const { connect } = require('./calls');
const { TestService } = require('./protocol');

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    case: { type: 'string' },
    // What the server cannot do, in the words of the descriptions: compressed-request leaves out the probe.
    'peer-lacks': { type: 'string', multiple: true, default: [] },
  },
});

async function main() {
  const run = cases[values.case];
  if (!run) throw new Error(`no case "${values.case}"; there are ${Object.keys(cases).join(', ')}`);
  const client = connect(TestService, values.port);
  try {
    await run(client, { port: values.port, probe: !values['peer-lacks'].includes('compressed-request') });
  } finally {
    client.close();
  }
}

main().catch((error) => {
  console.error(`${values.case}: ${error.message}`);
  process.exitCode = 1;
});
