'use strict';

// The interop server on @grpc/grpc-js. It lacks two features of the descriptions, because the library does:
// CompressedRequest (a handler never learns whether a message came compressed) and CompressedResponse (the server
// writes every message uncompressed).

const { parseArgs } = require('node:util');
const { setTimeout: delay } = require('node:timers/promises');
const grpc = require('@grpc/grpc-js');
const { TestService } = require('./protocol');

const echoInitial = 'x-grpc-test-echo-initial';
const echoTrailing = 'x-grpc-test-echo-trailing-bin';

function sendEchoedHeaders(call) {
  const values = call.metadata.get(echoInitial);
  if (values.length === 0) return;
  const headers = new grpc.Metadata();
  values.forEach((value) => headers.add(echoInitial, value));
  call.sendMetadata(headers);
}

function echoedTrailers(call) {
  const trailers = new grpc.Metadata();
  call.metadata.get(echoTrailing).forEach((value) => trailers.add(echoTrailing, value));
  return trailers;
}

const payload = (size) => ({ type: 'COMPRESSABLE', body: Buffer.alloc(size) });

const statusAsked = (request, call) =>
  request.response_status?.code
    ? { code: request.response_status.code, details: request.response_status.message, metadata: echoedTrailers(call) }
    : null;

function emptyCall(call, callback) {
  callback(null, {});
}

function unaryCall(call, callback) {
  sendEchoedHeaders(call);
  const status = statusAsked(call.request, call);
  if (status) callback(status);
  else callback(null, { payload: payload(call.request.response_size) }, echoedTrailers(call));
}

function streamingInputCall(call, callback) {
  sendEchoedHeaders(call);
  let size = 0;
  call.on('data', (request) => { size += request.payload?.body.length ?? 0; });
  call.on('end', () => callback(null, { aggregated_payload_size: size }, echoedTrailers(call)));
}

async function answer(call, request) {
  for (const parameters of request.response_parameters) {
    if (parameters.interval_us > 0) await delay(parameters.interval_us / 1000);
    if (!call.write({ payload: payload(parameters.size) })) {
      await new Promise((resolve) => { call.once('drain', resolve); call.once('close', resolve); });
    }
  }
}

async function streamingOutputCall(call) {
  sendEchoedHeaders(call);
  const status = statusAsked(call.request, call);
  if (status) {
    call.emit('error', status);
    return;
  }
  await answer(call, call.request);
  call.end(echoedTrailers(call));
}

function fullDuplexCall(call) {
  sendEchoedHeaders(call);
  let answered = Promise.resolve();
  let refused = false;
  call.on('data', (request) => {
    answered = answered.then(() => {
      const status = statusAsked(request, call);
      if (refused || call.cancelled) return undefined;
      if (!status) return answer(call, request);
      refused = true;
      call.emit('error', status);
      return undefined;
    });
  });
  call.on('end', () => answered.then(() => { if (!refused) call.end(echoedTrailers(call)); }));
}

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const server = new grpc.Server();
server.addService(TestService.service, {
  EmptyCall: emptyCall,
  UnaryCall: unaryCall,
  StreamingInputCall: streamingInputCall,
  StreamingOutputCall: streamingOutputCall,
  FullDuplexCall: fullDuplexCall,
});
process.once('SIGTERM', () => server.forceShutdown());
server.bindAsync(`127.0.0.1:${values.port}`, grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(`listening ${port}`);
});
