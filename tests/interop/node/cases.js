'use strict';

// The client's side of gRPC's interop-test-descriptions. Every case gets a client of TestService, checks what came back,
// and throws with what differed.

const assert = require('node:assert/strict');
const { once } = require('node:events');
const grpc = require('@grpc/grpc-js');
const { collect, connect, connectCompressing, startSingleAnswer, unary, uncompressed } = require('./calls');
const { TestService, UnimplementedService } = require('./protocol');

const { status } = grpc;
const inTimeMs = 2000;
const zeros = (size) => ({ type: 'COMPRESSABLE', body: Buffer.alloc(size) });
const large = { response_size: 314159, payload: zeros(271828) };
const requestSizes = [27182, 8, 1828, 45904];
const responseSizes = [31415, 9, 2653, 58979];

function assertStatus(actual, code, details) {
  assert.equal(status[actual.code], status[code], `status ${status[actual.code]} "${actual.details}", not ${status[code]}`);
  if (details !== undefined) assert.equal(actual.details, details, 'the status message differs');
}

function assertZeros(response, size) {
  assert.equal(response?.payload?.body.length, size, 'the size of the answer differs');
  assert.ok(response.payload.body.equals(Buffer.alloc(size)), 'the answer holds something else than zeros');
}

async function assertInTime(what, since, ended) {
  const result = await ended;
  const elapsed = performance.now() - since;
  assert.ok(elapsed < inTimeMs, `${what} took ${Math.round(elapsed)} ms to bring its status`);
  return result;
}

/** After a call that was cut short the connection still serves. */
async function assertServes(client) {
  assertStatus((await unary(client, 'EmptyCall', {})).status, status.OK);
}

async function emptyUnary(client) {
  const result = await unary(client, 'EmptyCall', {});
  assertStatus(result.status, status.OK);
  assert.ok(result.response, 'no answer');
}

async function largeUnary(client) {
  const result = await unary(client, 'UnaryCall', large);
  assertStatus(result.status, status.OK);
  assertZeros(result.response, large.response_size);
}

async function clientStreaming(client) {
  const { call, ended } = startSingleAnswer((callback) => client.StreamingInputCall(callback));
  requestSizes.forEach((size) => call.write({ payload: zeros(size) }));
  call.end();
  const result = await ended;
  assertStatus(result.status, status.OK);
  assert.equal(result.response.aggregated_payload_size, 74922, 'the aggregated size differs');
}

async function serverStreaming(client) {
  const request = { response_parameters: responseSizes.map((size) => ({ size })) };
  const result = await collect(client.StreamingOutputCall(request)).ended;
  assertStatus(result.status, status.OK);
  assert.equal(result.responses.length, responseSizes.length, 'the number of answers differs');
  responseSizes.forEach((size, i) => assertZeros(result.responses[i], size));
}

async function pingPong(client) {
  const { call, responses, ended } = collect(client.FullDuplexCall());
  for (const [i, size] of responseSizes.entries()) {
    call.write({ response_parameters: [{ size }], payload: zeros(requestSizes[i]) });
    await once(call, 'data');
    assert.equal(responses.length, i + 1, 'an answer came before its request');
    assertZeros(responses[i], size);
  }
  call.end();
  const result = await ended;
  assertStatus(result.status, status.OK);
  assert.equal(responses.length, responseSizes.length, 'the number of answers differs');
}

async function emptyStream(client) {
  const { call, ended } = collect(client.FullDuplexCall());
  call.end();
  const result = await ended;
  assertStatus(result.status, status.OK);
  assert.equal(result.responses.length, 0, 'the number of answers differs');
}

async function customMetadata(client) {
  const initial = 'test_initial_metadata_value';
  const trailing = Buffer.from([0xab, 0xab, 0xab]);
  const metadata = new grpc.Metadata();
  metadata.set('x-grpc-test-echo-initial', initial);
  metadata.set('x-grpc-test-echo-trailing-bin', trailing);
  const assertEchoed = (result) => {
    assertStatus(result.status, status.OK);
    assert.deepEqual(result.initial.get('x-grpc-test-echo-initial'), [initial], 'the initial metadata differs');
    const echoed = result.status.metadata.get('x-grpc-test-echo-trailing-bin');
    assert.deepEqual(echoed, [trailing], 'the trailing metadata differs');
  };

  const single = await unary(client, 'UnaryCall', large, { metadata });
  assertEchoed(single);
  assertZeros(single.response, large.response_size);

  const { call, ended } = collect(client.FullDuplexCall(metadata));
  call.write({ response_parameters: [{ size: large.response_size }], payload: large.payload });
  call.end();
  const streamed = await ended;
  assertEchoed(streamed);
  assertZeros(streamed.responses[0], large.response_size);
}

async function statusCodeAndMessage(client) {
  const response_status = { code: status.UNKNOWN, message: 'test status message' };
  const single = await unary(client, 'UnaryCall', { response_status });
  assertStatus(single.status, response_status.code, response_status.message);

  const { call, ended } = collect(client.FullDuplexCall());
  call.write({ response_status });
  call.end();
  assertStatus((await ended).status, response_status.code, response_status.message);
}

async function specialStatusMessage(client) {
  const message = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';
  const result = await unary(client, 'UnaryCall', { response_status: { code: status.UNKNOWN, message } });
  assertStatus(result.status, status.UNKNOWN, message);
}

async function unimplementedMethod(client) {
  assertStatus((await unary(client, 'UnimplementedCall', {})).status, status.UNIMPLEMENTED);
}

async function unimplementedService(client, { port }) {
  const stranger = connect(UnimplementedService, port);
  assertStatus((await unary(stranger, 'UnimplementedCall', {})).status, status.UNIMPLEMENTED);
  stranger.close();
}

async function cancelAfterBegin(client) {
  const hasty = startSingleAnswer((callback) => client.StreamingInputCall(callback));
  const begun = performance.now();
  hasty.call.cancel();
  assertStatus((await assertInTime('the hasty cancel', begun, hasty.ended)).status, status.CANCELLED);

  // The echoed header proves that the server has the call before it is cancelled.
  const metadata = new grpc.Metadata();
  metadata.set('x-grpc-test-echo-initial', 'begun');
  const { call, ended } = startSingleAnswer((callback) => client.StreamingInputCall(metadata, callback));
  await once(call, 'metadata');
  const cancelled = performance.now();
  call.cancel();
  assertStatus((await assertInTime('the cancel', cancelled, ended)).status, status.CANCELLED);
  await assertServes(client);
}

async function cancelAfterFirstResponse(client) {
  const { call, responses, ended } = collect(client.FullDuplexCall());
  call.write({ response_parameters: [{ size: responseSizes[0] }], payload: zeros(requestSizes[0]) });
  await once(call, 'data');
  const cancelled = performance.now();
  call.cancel();
  assertStatus((await assertInTime('the cancel', cancelled, ended)).status, status.CANCELLED);
  assertZeros(responses[0], responseSizes[0]);
  await assertServes(client);
}

async function timeoutOnSleepingServer(client) {
  // One millisecond may pass before anything is sent; half a second on an open connection does not.
  for (const timeoutMs of [1, 500]) {
    const begun = performance.now();
    const { call, ended } = collect(client.FullDuplexCall({ deadline: Date.now() + timeoutMs }));
    call.write({ payload: zeros(requestSizes[0]) });
    const result = await assertInTime(`the deadline of ${timeoutMs} ms`, begun, ended);
    assertStatus(result.status, status.DEADLINE_EXCEEDED);
    assert.ok(performance.now() - begun > timeoutMs - 20, 'the deadline was not waited for');
    await assertServes(client);
  }
}

async function clientCompressedUnary(_, { port, probe }) {
  const client = connectCompressing(TestService, port);
  const ask = (value, options) => unary(client, 'UnaryCall', { ...large, expect_compressed: { value } }, { options });
  if (probe) assertStatus((await ask(true, uncompressed())).status, status.INVALID_ARGUMENT);
  for (const result of [await ask(true, {}), await ask(false, uncompressed())]) {
    assertStatus(result.status, status.OK);
    assertZeros(result.response, large.response_size);
  }
  client.close();
}

async function serverCompressedUnary(client) {
  for (const value of [true, false]) {
    const result = await unary(client, 'UnaryCall', { ...large, response_compressed: { value } });
    assertStatus(result.status, status.OK);
    assertZeros(result.response, large.response_size);
  }
}

async function clientCompressedStreaming(_, { port, probe }) {
  const client = connectCompressing(TestService, port);
  const request = (value, size) => ({ expect_compressed: { value }, payload: zeros(size) });
  if (probe) {
    const { call, ended } = startSingleAnswer((callback) => client.StreamingInputCall(uncompressed(), callback));
    call.write(request(true, 27182));
    call.end();
    assertStatus((await ended).status, status.INVALID_ARGUMENT);
  }
  const asAnnounced = uncompressed((message) => !message.expect_compressed.value);
  const { call, ended } = startSingleAnswer((callback) => client.StreamingInputCall(asAnnounced, callback));
  call.write(request(true, 27182));
  call.write(request(false, 45904));
  call.end();
  const result = await ended;
  assertStatus(result.status, status.OK);
  assert.equal(result.response.aggregated_payload_size, 73086, 'the aggregated size differs');
  client.close();
}

async function serverCompressedStreaming(client) {
  const expected = [[31415, true], [92653, false]];
  const response_parameters = expected.map(([size, value]) => ({ size, compressed: { value } }));
  const result = await collect(client.StreamingOutputCall({ response_parameters })).ended;
  assertStatus(result.status, status.OK);
  assert.equal(result.responses.length, expected.length, 'the number of answers differs');
  expected.forEach(([size], i) => assertZeros(result.responses[i], size));
}

module.exports = {
  empty_unary: emptyUnary,
  large_unary: largeUnary,
  client_streaming: clientStreaming,
  server_streaming: serverStreaming,
  ping_pong: pingPong,
  empty_stream: emptyStream,
  custom_metadata: customMetadata,
  status_code_and_message: statusCodeAndMessage,
  special_status_message: specialStatusMessage,
  unimplemented_method: unimplementedMethod,
  unimplemented_service: unimplementedService,
  cancel_after_begin: cancelAfterBegin,
  cancel_after_first_response: cancelAfterFirstResponse,
  timeout_on_sleeping_server: timeoutOnSleepingServer,
  client_compressed_unary: clientCompressedUnary,
  server_compressed_unary: serverCompressedUnary,
  client_compressed_streaming: clientCompressedStreaming,
  server_compressed_streaming: serverCompressedStreaming,
};
