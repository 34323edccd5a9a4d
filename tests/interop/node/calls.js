'use strict';

// Each kind of call as a promise of everything that came back.

const grpc = require('@grpc/grpc-js');

// Values that the library takes and does not export: CompressionAlgorithms.gzip and WriteFlags.NoCompress.
const gzip = 2;
const noCompress = 2;

const statusOf = (call) => new Promise((resolve) => { call.once('status', resolve); });

/** Marks the one message of a unary call as not to be compressed: the library passes flags on for streams only. */
function uncompressed(options, nextCall) {
  const call = new grpc.InterceptingCall(nextCall(options));
  call.sendMessage = (message) => call.sendMessageWithContext({ flags: noCompress }, message);
  return call;
}

function connect(Service, port, options = {}) {
  return new Service(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), options);
}

const connectCompressing = (Service, port) => connect(Service, port, { 'grpc.default_compression_algorithm': gzip });

/** Starts a call whose answer is one message; `ended` settles when both the answer and the status are there. */
function startSingleAnswer(start) {
  const result = {};
  let call;
  const answered = new Promise((resolve) => {
    call = start((error, response) => { result.response = response; resolve(); });
  });
  call.on('metadata', (metadata) => { result.initial = metadata; });
  const closed = statusOf(call).then((status) => { result.status = status; });
  return { call, ended: Promise.all([answered, closed]).then(() => result) };
}

function unary(client, method, request, { metadata = new grpc.Metadata(), options = {} } = {}) {
  return startSingleAnswer((callback) => client[method](request, metadata, options, callback)).ended;
}

/** Collects what a stream of answers brings; `ended` settles at its status and never rejects. */
function collect(call) {
  const result = { responses: [] };
  call.on('metadata', (metadata) => { result.initial = metadata; });
  call.on('data', (response) => result.responses.push(response));
  call.on('error', () => {}); // the status says the same
  return { call, responses: result.responses, ended: statusOf(call).then((status) => ({ ...result, status })) };
}

module.exports = { collect, connect, connectCompressing, noCompress, startSingleAnswer, unary, uncompressed };
