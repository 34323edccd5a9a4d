'use strict';

// Calls a unary method of RecommendationService on @grpc/grpc-js: requests in JSON, one after the other; prints the list of answers.
//
//     node recommend.js --port 5080 --method Recommend --requests '[{"member_id": "m1"}]'

const path = require('node:path');
const { parseArgs } = require('node:util');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');
const { connect, unary } = require('./calls');

const root = path.join(__dirname, '..', '..', '..', 'protos');
const definition = protoLoader.loadSync('recommender/v1/recommendation_service.proto', {
  includeDirs: [root], keepCase: true, enums: String, longs: String,
});
const { RecommendationService } = grpc.loadPackageDefinition(definition).recommender.v1;

const { values } = parseArgs({
  options: { port: { type: 'string' }, method: { type: 'string' }, requests: { type: 'string' } },
});

async function main() {
  const client = connect(RecommendationService, values.port);
  try {
    const answers = [];
    for (const request of JSON.parse(values.requests)) {
      const { response, status } = await unary(client, values.method, request);
      if (status.code !== grpc.status.OK) throw new Error(`${JSON.stringify(request)}: ${status.code} ${status.details}`);
      answers.push(response);
    }
    console.log(JSON.stringify(answers));
  } finally {
    client.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
