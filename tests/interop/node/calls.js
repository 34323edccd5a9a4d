'use strict';

// Each kind of call as a promise of everything that came back.

const grpc = require('@grpc/grpc-js');

// Values that the library takes and does not export: CompressionAlgorithms.gzip and WriteFlags.NoCompress.
const gzip = 2;
const noCompress = 2;

const statusOf = (call) => new Promise((resolve) => { call.once('status', resolve); });

/**
 * Call options that send the messages picked uncompressed. The library passes no flags on for a unary call, and for a
 * stream it takes them as write's second argument, which Node 18 refuses as an unknown encoding: so by an interceptor.
 */
function uncompressed(picks = () => true) {
  const intercept = (options, nextCall) => {
    const call = new grpc.InterceptingCall(nextCall(options));
    const send = call.sendMessageWithContext.bind(call);
    call.sendMessageWithContext = (context, message) =>
      send(picks(message) ? { ...context, flags: noCompress } : context, message);
    return call;
  };
  return { interceptors: [intercept] };
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

module.exports = { collect, connect, connectCompressing, startSingleAnswer, unary, uncompressed };
